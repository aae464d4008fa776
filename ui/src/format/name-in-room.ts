/**
 * A name under the heading of its room: "Living room thermostat" is "Thermostat" there, so that what tells things apart
 * has the space. A name that is the room's own, or goes on within a word, stays whole.
 */
export function nameInRoom(name: string, room: string | undefined): string {
  if (room === undefined || room === '') return name;
  const head = name.slice(0, room.length);
  const rest = name.slice(room.length);
  if (head.toLocaleLowerCase() !== room.toLocaleLowerCase() || !/^\s+\S/.test(rest)) return name;
  const own = rest.trim();
  const [first = ''] = own;
  return first.toLocaleUpperCase() + own.slice(first.length);
}
