/** What each file of `fixtures/broken` must be told, line by line. */
export const broken: Readonly<Record<string, readonly string[]>> = {
  'alias-bomb': ['alias-bomb.yaml:1:1: more than 100000 values, counting what aliases repeat'],
  'alias-in-itself': [
    'alias-in-itself.yaml:2:5 automations[0]: this alias (*name) has no anchor (&name) before it',
  ],
  'alias-unknown': ['alias-unknown.yaml:1:7 site: this alias (*name) has no anchor (&name) before it'],
  'automation-text': ['automation-text.yaml:2:5 automations[0]: expected a map, got "turn on the light"'],
  'automations-map': ['automations-map.yaml:2:3 automations: expected a list, got a map'],
  'bad-escape': [
    'bad-escape.yaml:2:12: unknown escape after a backslash; in single quotes a backslash is an ordinary character',
  ],
  'bracket-open': [
    'bracket-open.yaml:3:1: the indentation does not fit the lines around it, or a bracket before it is not closed',
  ],
  'camel-case-key': [
    'camel-case-key.yaml:2:3 site.timeZone: unknown key "timeZone" (did you mean "time_zone"?)',
  ],
  'colon-in-text': [
    'colon-in-text.yaml:2:9: two keys on one line; put the text in quotes if the colon belongs to it',
  ],
  'constructor-key': ['constructor-key.yaml:3:5 integrations[0]: the key "constructor" is not allowed'],
  'cors-not-a-list': [
    'cors-not-a-list.yaml:2:9 server.cors: expected a list, got "https://panel.example.org"',
  ],
  'cors-with-path': [
    'cors-with-path.yaml:4:7 server.cors[1]: expected an origin such as https://panel.example.org, without a path, got "https://panel.example.org/app"',
  ],
  'currency-lower-case': [
    'currency-lower-case.yaml:2:13 site.currency: expected a currency code such as PLN, SEK or EUR, got "pln"',
  ],
  'database-mysql': [
    'database-mysql.yaml:2:8 database.url: expected sqlite:FILE or postgres://USER:PASSWORD@HOST:PORT/DATABASE, got a value that is not shown',
  ],
  'databases-share-file': [
    'databases-share-file.yaml:4:8 recorder.url: expected another file than that of the other database, got the same file',
  ],
  'env-bad-name': [
    'env-bad-name.yaml:2:14 server.port: expected the name of an environment variable, got something else',
  ],
  'env-default-wrong': [
    'env-default-wrong.yaml:2:14 server.port: expected a whole number from 1 to 65535, got "eighty"',
  ],
  'env-not-set': [
    'env-not-set.yaml:2:14 server.port: expected the environment variable LIFEOPS_TEST_NOT_SET, or a default after its name, got nothing',
  ],
  'host-with-port': [
    'host-with-port.yaml:2:9 server.host: expected a host name or an IP address, without a port, got "127.0.0.1:8000"',
  ],
  'include-broken': [
    'included/tab.yaml:2:2 automations: this does not belong here; is the indentation right, or a quote or colon missing?',
  ],
  'include-cycle': [
    'included/cycle-b.yaml:1:20 automations[0].first[0].second: a file includes itself: included/cycle-a.yaml → included/cycle-b.yaml → included/cycle-a.yaml',
  ],
  'include-folder-wrong': ['included/automations/b.yaml:3:3 automations[2]: expected a map, got "nonsense"'],
  'include-missing': [
    'include-missing.yaml:1:23 automations: expected a file or folder, got no such file: nowhere.yaml',
  ],
  'include-of-text': [
    'include-of-text.yaml:1:23 automations: expected a .yaml, .yml, .json or .ts file, or a folder, got notes.txt',
  ],
  'include-wrong-inside': [
    'included/server.yaml:2:7 server.port: expected a whole number from 1 to 65535, got 99999',
  ],
  'indentation-off': [
    'indentation-off.yaml:2:9: this value runs on into the next line; is that line indented too far?',
  ],
  'infinite-number': ['infinite-number.yaml:1:19 site.latitude: expected a finite number'],
  'integration-bad-id': [
    'integration-bad-id.yaml:2:18 integrations[0].integration: expected the id of an integration, such as oura, got "Oura Ring"',
  ],
  'integration-demo-text': [
    'integration-demo-text.yaml:3:11 integrations[0].demo: expected true or false, got "sure"',
  ],
  'integration-missing': [
    'integration-missing.yaml:3:5 integrations[1].integration: expected the id of an integration, such as oura, got nothing',
  ],
  'integration-misspelt': [
    'integration-misspelt.yaml:2:5 integrations[0].integration: expected the id of an integration, such as oura, got nothing (is "integraton" meant to be it?)',
  ],
  'integration-text': ['integration-text.yaml:2:5 integrations[0]: expected a map, got "oura"'],
  'integration-twice-unnamed': [
    'integration-twice-unnamed.yaml:3:5 integrations[1]: expected a name that no other sun entry has, got a second sun entry without a name, the first is at integration-twice-unnamed.yaml:2:5',
  ],
  'integration-twice': [
    'integration-twice.yaml:7:11 integrations[2].name: expected a name that no other oura entry has, got a second oura entry named "Alex", the first is at integration-twice.yaml:2:5',
  ],
  'integrations-map': ['integrations-map.yaml:2:3 integrations: expected a list, got a map'],
  'key-list': ['key-list.yaml:1:3: expected a name before the colon'],
  'key-twice': ['key-twice.yaml:4:3 server.host: "host" is given twice, first at key-twice.yaml:2:3'],
  'latitude-alone': [
    'latitude-alone.yaml:3:13 site.longitude: expected longitude beside latitude, got nothing',
  ],
  'latitude-out-of-range': [
    'latitude-out-of-range.yaml:1:19 site.latitude: expected a number from -90 to 90, got 91',
  ],
  'log-level-unknown': [
    'log-level-unknown.yaml:2:10 log.level: expected one of "error", "warn", "info", "debug", got "verbose"',
  ],
  'longitude-text': [
    'longitude-text.yaml:3:14 site.longitude: expected a number from -180 to 180, got "18.07 E"',
  ],
  'nested-too-deep': [
    'nested-too-deep.yaml:2:70 automations[0].a[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: this is nested too deep',
  ],
  'port-fraction': ['port-fraction.yaml:2:9 server.port: expected a whole number from 1 to 65535, got 80.5'],
  'port-list': ['port-list.yaml:2:9 server.port: expected a whole number from 1 to 65535, got a list'],
  'port-nothing': ['port-nothing.yaml:2:8 server.port: expected a whole number from 1 to 65535, got nothing'],
  'port-quoted': ['port-quoted.yaml:1:17 server.port: expected a whole number from 1 to 65535, got "8000"'],
  'port-text': ['port-text.yaml:2:9 server.port: expected a whole number from 1 to 65535, got "eighty"'],
  'port-too-high': ['port-too-high.yaml:2:9 server.port: expected a whole number from 1 to 65535, got 70000'],
  'port-zero': ['port-zero.yaml:2:9 server.port: expected a whole number from 1 to 65535, got 0'],
  'ports-equal-everywhere': [
    'ports-equal-everywhere.yaml:4:54 server.status.port: expected another port than that of server.port, got 8000',
  ],
  'ports-equal': [
    'ports-equal.yaml:4:5 server.status.port: expected another port than that of server.port, got 5677',
  ],
  'prototype-key': ['prototype-key.yaml:2:3 site: the key "__proto__" is not allowed'],
  'proxy-name': [
    'proxy-name.yaml:2:21 server.trusted_proxies[0]: expected an IP address, a network such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, got "nginx"',
  ],
  'quote-open': ['quote-open.yaml:2:9: the quote that opens here is not closed'],
  'reserved-character': [
    'reserved-character.yaml:2:9: text cannot begin with this character; put it in quotes',
  ],
  'retention-negative': [
    'retention-negative.yaml:3:18 recorder.retention.states_days: expected a whole number from 1 to 36500, got -1',
  ],
  'secret-is-a-list': ['secrets.yaml:4:3: expected one value for "several", got a list'],
  'secret-of-wrong-kind': [
    'secret-of-wrong-kind.yaml:2:17 server.port: expected a whole number from 1 to 65535, got a value that is not shown',
  ],
  'secret-unknown': [
    'secret-unknown.yaml:2:16 database.url: expected "database_ur" in secrets.yaml, got nothing of that name (did you mean "database_url"?)',
  ],
  'secret-without-name': [
    'secret-without-name.yaml:2:15 database.url: expected a name after !secret, got nothing',
  ],
  'section-is-list': ['section-is-list.yaml:2:3 server: expected a map, got a list'],
  'section-is-text': ['section-is-text.yaml:1:6 log: expected a map, got "debug"'],
  'section-twice': ['section-twice.yaml:3:1 log: "log" is given twice, first at section-twice.yaml:1:1'],
  'site-id-with-space': [
    'site-id-with-space.yaml:2:7 site.id: expected lower-case letters, digits and underscores, a letter first, got "summer cabin"',
  ],
  'site-name-empty': ['site-name-empty.yaml:2:9 site.name: expected text of 1 to 100 characters, got ""'],
  'site-name-number': ['site-name-number.yaml:2:9 site.name: expected text of 1 to 100 characters, got 12'],
  'status-enabled-text': [
    'status-enabled-text.yaml:2:22 server.status.enabled: expected true or false, got "yes"',
  ],
  'tab-indentation': ['tab-indentation.yaml:2:1: indentation is by spaces, not by tabs'],
  'time-zone-offset': [
    'time-zone-offset.yaml:2:14 site.time_zone: expected a time zone such as Europe/Stockholm, got "+01:00"',
  ],
  'time-zone-unknown': [
    'time-zone-unknown.yaml:2:14 site.time_zone: expected a time zone such as Europe/Stockholm, got "Europe/Stokholm"',
  ],
  'top-level-list': ['top-level-list.yaml:1:1: expected sections such as site: and server:, got a list'],
  'top-level-text': [
    'top-level-text.yaml:1:1: expected sections such as site: and server:, got a single value',
  ],
  'two-documents': ['two-documents.yaml:3:1: a second document begins here; one file holds one document'],
  'unknown-key-far-from-all': ['unknown-key-far-from-all.yaml:2:3 server.colour: unknown key "colour"'],
  'unknown-retention-key': [
    'unknown-retention-key.yaml:3:5 recorder.retention.raw_day: unknown key "raw_day" (did you mean "raw_days"?)',
  ],
  'unknown-section': ['unknown-section.yaml:1:1 sit: unknown key "sit" (did you mean "site"?)'],
  'unknown-server-key': ['unknown-server-key.yaml:3:3 server.prt: unknown key "prt" (did you mean "port"?)'],
  'unknown-tag': [
    'unknown-tag.yaml:2:17 server.port: expected !secret, !env or !include, got the tag !number',
  ],
  'url-with-credentials': [
    'url-with-credentials.yaml:2:8 server.url: expected an http:// or https:// address without ? and #, got "https://…@home.example.org"',
  ],
  'url-without-scheme': [
    'url-without-scheme.yaml:2:8 server.url: expected an http:// or https:// address without ? and #, got "home.example.org"',
  ],
};
