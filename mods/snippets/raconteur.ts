// Talks to Raconteur from a game in TypeScript; needs nothing but fetch.
//
//   const game = new Raconteur('http://127.0.0.1:8787', 'camp-' + Date.now());
//   for await (const item of game.say('Is winter near?', { npc: 'Wilson', world: { season: 'winter' } })) {
//     if (item.type === 'action') perform(item.name, item.args); else bubble(item.text, item.seconds);
//   }
//
// As a program: node --experimental-strip-types raconteur.ts http://127.0.0.1:8787 "Is winter near?" [key]

export type Argument = string | number | boolean;
export type Item =
  | { type: 'say' | 'announce'; text: string; seconds: number; npc?: string }
  | { type: 'action'; name: string; args: Record<string, Argument>; npc?: string };
/** What may be told with a question; all of it may be left out. */
export interface Circumstances {
  npc?: string;
  player?: { id?: string; name?: string };
  world?: object;
  events?: (string | { type?: string; text: string })[];
  save?: { id: string; epoch: number };
  allowed_actions?: { name: string; description?: string; args?: object }[];
  language?: string;
}
interface Answer { code: number; message: string; state: string; npc?: string; lines: { text: string; seconds: number }[]; actions: { name: string; args: Record<string, Argument> }[] }
interface News { code: number; seq: number; items: (Item & { request_id: string; last: boolean })[] }

const TRIES = 4;
const LATEST = 35_000;

export class Raconteur {
  readonly #base; readonly #session; readonly #key;
  #seq = 0;

  /** @param key of the server; the relay needs none */
  constructor(base: string, session: string, key?: string) {
    this.#base = base; this.#session = session; this.#key = key;
  }

  /** Lines and actions as they come. Ends without any when nobody can answer: then it is for the game to say a line. */
  async *say(text: string, told: Circumstances = {}): AsyncGenerator<Item, void> {
    const question = { player_input: text, session: this.#session, request_id: crypto.randomUUID(), wait_ms: 2000, ...told };
    for (let tries = 1; tries <= TRIES; tries++) {
      const answer = await this.#ask<Answer>('/interact', question);
      if (answer?.code === 0) {
        if (answer.state === 'pending') return yield* this.#later(question.request_id);
        const npc = answer.npc === undefined ? {} : { npc: answer.npc };
        for (const line of answer.lines) yield { type: 'say', ...npc, ...line };
        for (const action of answer.actions) yield { type: 'action', ...npc, ...action };
        return;
      }
      if (answer !== null) return; // it said no, and would again
      // the same request_id again is the same question: it is neither answered nor paid twice
      await pause(250 * 2 ** tries);
    }
  }

  async *#later(request: string): AsyncGenerator<Item, void> {
    const end = Date.now() + LATEST;
    while (Date.now() < end) {
      const news = await this.#ask<News>(`/game/poll?wait_ms=800&session=${encodeURIComponent(this.#session)}&after=${this.#seq}`);
      if (news?.code === 0) {
        this.#seq = news.seq;
        yield* news.items;
        if (news.items.some((item) => item.last && item.request_id === request)) return;
      }
      await pause(news === null ? 1000 : 100);
    }
  }

  /** One whole JSON object, or nothing: half of one, or a page of HTML, is as good as no answer. */
  async #ask<T>(path: string, body?: object): Promise<T | null> {
    try {
      const response = await fetch(this.#base + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'Content-Type': 'application/json', ...(this.#key === undefined ? {} : { Authorization: `Bearer ${this.#key}` }) },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      return (await response.json()) as T;
    } catch {
      return null;
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

declare const process: { argv: string[]; stdout: { write(text: string): void } };
if (typeof process !== 'undefined' && /raconteur\.[jt]s$/.test(process.argv[1] ?? '')) {
  const [, , base = 'http://127.0.0.1:8787', text = '', key] = process.argv;
  let heard = false;
  for await (const item of new Raconteur(base, 'try-' + crypto.randomUUID(), key).say(text, { allowed_actions: [{ name: 'nod' }] })) {
    heard = true;
    process.stdout.write(item.type === 'action' ? `* ${item.name} ${JSON.stringify(item.args)}\n` : `${item.text}\n`);
  }
  if (!heard) process.stdout.write('(nobody answers)\n');
}
