import type { Disposable } from '../../core/disposable';
import { DisposableStore } from '../../core/disposable';
import { Emitter } from '../../core/event';
import { normalizeEndpoint } from '../../core/http/normalizeEndpoint';
import type { Log } from '../../core/log';
import { Setting, type SettingId } from '../contributions';
import type { Settings } from '../settings';
import { chooseKind, dependsOnDocker, type EngineWish } from './chooseKind';
import type { DockerLookup } from './dockerLookup';
import type { EngineChoice } from './engineControl';
import type { EngineOptionsInput, EnginePreference } from './engineOptions';
import type { LocalStackToken } from './localStackToken';

export interface EngineSelectionOptions {
  readonly settings: Pick<Settings, 'engineKind' | 'endpoint' | 'image'>;
  readonly write: (id: SettingId, value: unknown) => Promise<void>;
  readonly token: Pick<LocalStackToken, 'read'>;
  readonly docker: Pick<DockerLookup, 'look'>;
  readonly log: Log;
}

/** Which engine the settings ask for. */
export class EngineSelection implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = new Emitter<void>();
  /** Two settings are written as one change. */
  private writing = false;

  /** Another engine is asked for. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly options: EngineSelectionOptions) {
    const { engineKind, endpoint } = options.settings;
    const told = () => {
      if (!this.writing) this.changed.fire();
    };
    this.store.add(engineKind.onDidChange(told));
    this.store.add(endpoint.onDidChange(told));
  }

  get wish(): EngineWish {
    const { engineKind, endpoint, image } = this.options.settings;
    return { kind: engineKind.value, endpoint: endpoint.value.trim(), ownImage: !image.isDefault };
  }

  get selected(): EnginePreference {
    return this.wish.endpoint === '' ? this.wish.kind : 'endpoint';
  }

  /** Only an image of one's own can do without. */
  async lacksToken(): Promise<boolean> {
    return !this.wish.ownImage && (await this.options.token.read()) === undefined;
  }

  /** All that can be told without asking Docker. */
  async known(): Promise<Omit<EngineOptionsInput, 'docker'>> {
    const token = (await this.options.token.read())?.source;
    const { endpoint, ownImage } = this.wish;
    return { selected: this.selected, endpoint, ownImage, token, image: this.options.settings.image.value };
  }

  /** What to start now. Rejects with a `HumanError` when the endpoint that is set is none. */
  async choose(signal?: AbortSignal): Promise<EngineChoice> {
    const { wish } = this;
    const tokenKnown = (await this.options.token.read()) !== undefined;
    const dockerAnswers = dependsOnDocker(wish, tokenKnown) && (await this.dockerAnswers(signal));
    const kind = chooseKind(wish, { tokenKnown, dockerAnswers });
    return kind === 'external' ? { kind, endpoint: normalizeEndpoint(wish.endpoint) } : { kind };
  }

  /** Writes the settings; what runs stays as it is. */
  async select(preference: Exclude<EnginePreference, 'endpoint'>): Promise<void> {
    await this.change({ [Setting.engineKind]: preference, [Setting.endpoint]: '' });
  }

  async selectEndpoint(endpoint: string): Promise<void> {
    await this.change({ [Setting.endpoint]: normalizeEndpoint(endpoint) });
  }

  dispose(): void {
    this.store.dispose();
    this.changed.dispose();
  }

  private async change(values: Partial<Record<SettingId, unknown>>): Promise<void> {
    this.writing = true;
    try {
      for (const [id, value] of Object.entries(values)) await this.options.write(id as SettingId, value);
    } finally {
      this.writing = false;
      this.changed.fire();
    }
  }

  private async dockerAnswers(signal: AbortSignal | undefined): Promise<boolean> {
    const found = await this.options.docker.look(signal);
    if (!found.answers) this.options.log.info(`The embedded engine, not LocalStack: ${found.reason}`);
    return found.answers;
  }
}
