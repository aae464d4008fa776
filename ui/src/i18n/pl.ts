import shell from './pl/shell.json' with { type: 'json' };
import auth from './pl/auth.json' with { type: 'json' };
import home from './pl/home.json' with { type: 'json' };
import entity from './pl/entity.json' with { type: 'json' };
import lists from './pl/lists.json' with { type: 'json' };
import integrations from './pl/integrations.json' with { type: 'json' };
import settings from './pl/settings.json' with { type: 'json' };
import automations from './pl/automations.json' with { type: 'json' };
import words from './pl/words.json' with { type: 'json' };

export const texts = { shell, auth, home, entity, lists, integrations, settings, automations, words };
