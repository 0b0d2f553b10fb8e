/** A network as it is kept between visits: all that is needed to go on, and what the card that offers it says. */
import { type FirstEditionRecord, firstEditionSchema } from '../library/first-edition';

export const savedNetworkSchema = firstEditionSchema;
export type SavedNetwork = FirstEditionRecord;
