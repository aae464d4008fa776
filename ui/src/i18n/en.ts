import shell from './en/shell.json' with { type: 'json' };
import auth from './en/auth.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import entity from './en/entity.json' with { type: 'json' };
import lists from './en/lists.json' with { type: 'json' };
import integrations from './en/integrations.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import automations from './en/automations.json' with { type: 'json' };
import words from './en/words.json' with { type: 'json' };

export const texts = { shell, auth, home, entity, lists, integrations, settings, automations, words };
