/** Words of a notice, and the settings beside which it is told again: those that ask for more than the queries allow. */
import type { RunConfig } from '../../core/config';
import type { SetupNotice } from '../../core/readiness';
import { m } from '../messages/messages';
import { queryWords } from '../messages/query-words';
import type { SettingPath } from './setting-paths';

export function noticeWords(notice: SetupNotice): string | null {
  switch (notice.tag) {
    case 'no-examples':
    case 'many-rules':
    case 'protected-rule-not-in-prompt':
    case 'aspects-all-decided':
    case 'judgement-may-be-cut':
      return m.setup.notice(notice);
    default:
      return queryWords.planned(notice);
  }
}

/** The settings that ask for more than the queries allow. */
export function settingsOf(notice: SetupNotice, { search }: RunConfig): readonly SettingPath[] {
  switch (notice.tag) {
    case 'depth-limited-by-queries':
      return [notice.facts.levels < search.depth ? 'search.depth' : 'search.maxExtraDepth'];
    case 'no-validation-queries':
      return ['search.depth', 'validationQueries'];
    case 'fewer-validation-queries':
      return ['validationQueries'];
    case 'short-own-list':
    case 'fewer-verdict-queries':
      return ['verdictQueries'];
    default:
      return [];
  }
}
