// Plays stories of a Raconteur server; needs nothing but fetch. As a program:
//   node --experimental-strip-types raconteur-story.ts http://127.0.0.1:8080 "$(cat data/local.key)" [session]

export type EventType = 'INIT' | 'DECISION' | 'ACTION' | 'COMBAT' | 'PUZZLE' | 'RESOLUTION' | 'NOVEL';
export interface Option { id: number; text: string }
export interface Told {
  ai_state: { world_seed: string; title: string; tone: string; memory_summary: string; arc_progress: number };
  routing: { next_event_type: EventType | 'END'; should_end: boolean };
  meta: { trace_id: string };
}
export interface Beginning extends Told {
  mainline: { premise: string; player_role: string; primary_goal: string; stakes: string };
  opening: { scene: string; npc_line: string };
  start_hint: { how_to_play_next: string };
  options: Option[];
}
/** What comes of a decision, an action, a fight or a riddle; `status` after a fight, `puzzle` with a riddle. */
export interface Scene extends Told {
  result: { outcome: string; [more: string]: string | number | boolean };
  scene: { summary: string; npc_line: string };
  options: Option[];
  status?: { player_hp: number; enemy_hp: number };
  puzzle?: { title: string; riddle: string; hint_level: number; key_fact: string };
}
export interface Ending extends Told {
  ending: { title: string; outcome: string };
  epilogue: { scene: string; closing_line: string };
  key_choices: { event_type: string; choice_text: string; impact: string }[];
  novel_summary: { story_overview: string; player_journey: string; final_outcome: string };
}
export interface Novel extends Told { title: string; content: string }
/** What a story may be begun with; all of it may be left out. */
export interface Wishes {
  session?: { player_count?: number; difficulty?: 'EASY' | 'NORMAL' | 'HARD' };
  time?: { hard_limit_seconds: number };
  seed?: { run_seed: string };
  constraints?: { language?: string; max_chars_scene?: number; max_chars_option?: number; forbidden_terms?: string[] };
  slots?: { tone_bias?: string; theme_bias?: string; npc_bias?: string };
  payload?: { scenario_id: string };
}
interface Answer<P> { data: { session: { session_id: string; event_number: number }; payload: P } }

/** The server said no; `data.allowed` and `data.errors` say more. Nothing has happened. */
export class Refused extends Error {
  readonly data: { code?: string; allowed?: EventType[]; errors?: { field: string; message: string }[] };
  constructor(body: { message: string; data?: Refused['data'] | null }) {
    super(body.message);
    this.data = body.data ?? {};
  }
}

const MOST_TRIES = 8;
export class Story {
  readonly #base; readonly #key; readonly #session; readonly #show;
  #number = 0;
  next: EventType | 'END' = 'INIT';

  /** @param show text of the scene as it is written; null when it begins anew */
  constructor(base: string, key: string, session: string, show: (text: string | null) => void = () => {}) {
    this.#base = base; this.#key = key; this.#session = session; this.#show = show;
  }

  begin(wishes: Wishes = {}): Promise<Beginning> { return this.#post('INIT', {}, wishes); }
  choose(id: number): Promise<Scene> { return this.#post(this.next, { selected_option_id: id }); }
  act(text: string): Promise<Scene> { return this.#post('ACTION', { text }); }
  resolve(): Promise<Ending> { return this.#post('RESOLUTION', {}); }
  novel(playerName?: string): Promise<Novel> { return this.#post('NOVEL', { player_name: playerName }); }

  /** The same number with the same body is the same event: whatever was lost on the way, it is asked for again. */
  async #post<P extends Told>(type: string, payload: object, wishes: Wishes = {}): Promise<P> {
    const [event, session] = [{ type, number: this.#number + 1 }, { ...wishes.session, session_id: this.#session }];
    const body = JSON.stringify({ payload, ...wishes, event, session });
    for (let tries = 1; ; tries++) {
      let seconds = Math.min(0.1 * 2 ** tries, 5);
      try {
        const response = await fetch(new URL('/invoke', this.#base), {
          method: 'POST', body, signal: AbortSignal.timeout(60_000),
          headers: { Authorization: `Bearer ${this.#key}`, 'Content-Type': 'application/json', Accept: 'text/event-stream' },
        });
        if (response.ok) {
          const answer = await this.#read<P>(response);
          this.#number = answer.data.session.event_number;
          this.next = answer.data.payload.routing.next_event_type;
          return answer.data.payload;
        }
        const after = response.headers.get('Retry-After');
        const refused = new Refused(await response.json());
        if (after === null || ![409, 429, 503].includes(response.status) || tries >= MOST_TRIES) throw refused;
        seconds = Math.min(Number(after) || 1, 60);
      } catch (failure) {
        if (failure instanceof Refused || tries >= MOST_TRIES) throw failure;
      }
      this.#show(null);
      await new Promise((done) => setTimeout(done, seconds * 1000));
    }
  }

  async #read<P>(response: Response): Promise<Answer<P>> {
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const frames = (rest + piece.value).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const [, event, data = '{}'] = /^event: (.*)\ndata: (.*)$/m.exec(frame) ?? [];
        if (event === 'delta') this.#show((JSON.parse(data) as { text: string }).text);
        if (event === 'resync') this.#show(null);
        if (event === 'answer') return JSON.parse(data) as Answer<P>;
      }
    }
    throw new Error('the stream ended without an answer');
  }
}

declare const process: { argv: string[]; stdout: { write(text: string): void }; stdin: AsyncIterable<string> & { setEncoding(name: string): void } };

/** A number chooses, other words act, `end` or nothing more to read ends. */
async function main(base: string, key: string, session: string): Promise<void> {
  const say = (text: string): void => process.stdout.write(text + '\n');
  const offer = (line: string, options: Option[]): void =>
    say(`\n“${line}”\n` + options.map((option) => `  ${option.id}. ${option.text}`).join('\n'));
  const story = new Story(base, key, session, (text) => process.stdout.write(text ?? '\n…\n'));
  const begun = await story.begin();
  offer(begun.opening.npc_line, begun.options);
  process.stdin.setEncoding('utf8');
  let rest = '';
  reading: for await (const piece of process.stdin) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map((each) => each.trim()).filter((each) => each !== '')) {
      if (line === 'end') break reading;
      try {
        const told = await (/^\d+$/.test(line) ? story.choose(Number(line)) : story.act(line));
        offer(told.scene.npc_line, told.options);
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused;
        say(refused.message);
      }
      if (story.next === 'RESOLUTION') break reading;
    }
  }
  const { ending } = await story.resolve();
  const novel = await story.novel();
  say(`\n${ending.title}: ${ending.outcome}\n\n${novel.title}\n\n${novel.content}`);
}

if (typeof process !== 'undefined' && /raconteur-story\.[jt]s$/.test(process.argv[1] ?? '')) {
  const [, , base = 'http://127.0.0.1:8080', key = '', session = crypto.randomUUID()] = process.argv;
  await main(base, key, session);
}
