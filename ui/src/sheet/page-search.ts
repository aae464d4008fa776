/** What an address may say beside the page. `entity`: uid or entity id of the sheet that lies over it. */
export interface PageSearch {
  readonly entity?: string;
}
