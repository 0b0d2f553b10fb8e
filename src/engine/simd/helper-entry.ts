/** What a helping thread runs in a browser: it waits for its order, and helps for as long as it lives. */
import { help, type HelperOrder } from './thread-helper';

self.addEventListener('message', ({ data }: MessageEvent<HelperOrder>) => help(data));
