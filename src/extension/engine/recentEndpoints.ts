import type { Memento } from 'vscode';

const key = 'recentEndpoints';
const kept = 5;

/** The endpoints that somebody attached to last, the latest first. */
export class RecentEndpoints {
  constructor(private readonly memento: Pick<Memento, 'get' | 'update'>) {}

  get all(): readonly string[] {
    return this.memento.get<readonly string[]>(key) ?? [];
  }

  async add(endpoint: string): Promise<void> {
    const others = this.all.filter((other) => other !== endpoint);
    await this.memento.update(key, [endpoint, ...others].slice(0, kept));
  }
}
