// Brings events to one chat: each once while this lives, and none is done with before the chat has it.
import { detected, resolved } from './notice.mjs';
import { Refused, post } from './webhook.mjs';

/** What can be told of, by topic. */
export const NOTICES = new Map([['drift.detected', detected], ['drift.resolved', resolved]]);

const REMEMBERED = 10_000;
/** What a chat says where it is the message that it does not take. */
const ABOUT_THE_MESSAGE = [400, 413, 422];

export class Courier {
  #told = new Set();

  /**
   * @param message makes JSON of a notice, and of no more items than told
   * @param options how many events are remembered, and within how many milliseconds the chat answers
   */
  constructor(url, message, hosts, { remembered = REMEMBERED, within } = {}) {
    Object.assign(this, { url, message, hosts, remembered, within });
  }

  /** Whether it had to be told; what was told already was delivered twice. */
  async tell({ topic, headers: { ce_id: id }, value }, pause) {
    if (this.#told.has(id)) return false;
    const notice = NOTICES.get(topic)(value, this.hosts);
    try {
      await post(this.url, this.message(notice), pause, this.within);
    } catch (error) {
      if (!(error instanceof Refused && ABOUT_THE_MESSAGE.includes(error.status))) throw error;
      await post(this.url, this.message(notice, 0), pause, this.within);
    }
    this.#remember(id);
    return true;
  }

  #remember(id) {
    if (id === undefined) return;
    this.#told.add(id);
    if (this.#told.size > this.remembered) this.#told.delete(this.#told.values().next().value);
  }
}
