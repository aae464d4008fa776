import shell from './sv/shell.json' with { type: 'json' };
import auth from './sv/auth.json' with { type: 'json' };
import home from './sv/home.json' with { type: 'json' };
import entity from './sv/entity.json' with { type: 'json' };
import lists from './sv/lists.json' with { type: 'json' };
import integrations from './sv/integrations.json' with { type: 'json' };
import settings from './sv/settings.json' with { type: 'json' };
import automations from './sv/automations.json' with { type: 'json' };
import words from './sv/words.json' with { type: 'json' };

export const texts = { shell, auth, home, entity, lists, integrations, settings, automations, words };
