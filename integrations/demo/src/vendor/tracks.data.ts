/** What the demo house's speaker plays: titles and artists are invented. */
export interface Track {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly seconds: number;
}

export const tracks: readonly Track[] = [
  { id: 'demo:1', title: 'First Light', artist: 'The Northern Quay', album: 'Low Tide', seconds: 214 },
  { id: 'demo:2', title: 'Tram 7', artist: 'The Northern Quay', album: 'Low Tide', seconds: 187 },
  {
    id: 'demo:3',
    title: 'Paper Boats',
    artist: 'Ines Halvorsen',
    album: 'Rooms Without Clocks',
    seconds: 243,
  },
  { id: 'demo:4', title: 'Blue Hour', artist: 'Ines Halvorsen', album: 'Rooms Without Clocks', seconds: 301 },
  { id: 'demo:5', title: 'Slow Kettle', artist: 'Marek & the Porch', album: 'Sunday', seconds: 172 },
  { id: 'demo:6', title: 'Last Bus to Orzeł', artist: 'Marek & the Porch', album: 'Sunday', seconds: 228 },
];
