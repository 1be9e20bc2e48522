import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { changesProblem } from './knowledge-article.checks.ts'
import { languageCodes, languageWords } from './languages.ts'

const published = { state: 'published' } as const

export const KnowledgeArticle = defineRecord('knowledge_article', {
  label: ['Knowledge article', 'Knowledge articles'],
  about: 'How something is done or solved, written down once: for everyone, for some business units, or for IT alone.',
  number: 'KB-{0000}',
  icon: 'book',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({
      required: true,
      max: 160,
      search: 'A',
      help: 'As people would ask: Connect to the VPN from home.',
    }),
    summary: f.text({ max: 300, search: 'B', help: 'What it solves, in a sentence; shown in results.' }),
    draft: f.longText({
      required: true,
      max: 40_000,
      label: 'Text',
      read: 'knowledge_article.write',
      help: 'Markdown. People read it once it is published.',
    }),
    body: f.longText({ max: 40_000, search: 'C', worked: 'kept', label: 'Published text' }),
    topic: f.text({ max: 60, default: 'Other', index: true, help: 'Articles of one topic stand together.' }),
    words: f.text({ max: 400, search: 'B', label: 'Also found by', help: 'Other words that people use for it.' }),
    audience: f.choice(['everyone', 'units', 'it'], {
      default: 'everyone',
      label: 'For',
      says: { everyone: 'Everyone', units: 'Some business units', it: 'IT only' },
    }),
    units: f.refs('business_unit', {
      label: 'Business units',
      help: 'Their people and those of the units below read it.',
      showWhen: { audience: ['units'] },
    }),
    language: f.choice(languageCodes, {
      help: 'Empty: guessed from the text. It decides by which forms of a word people find it.',
      says: languageWords,
    }),
    writtenIn: f.choice(languageCodes, { worked: 'kept', label: 'Found in', says: languageWords }),
    services: f.refs('service', { help: 'What it is about.' }),
    owner: f.ref('person', { index: true, help: 'Who keeps it right.' }),
    reviewEvery: f.int({ min: 1, max: 60, default: 12, unit: 'months', isRhythm: true, label: 'Reviewed' }),
    reviewedOn: f.date({ label: 'Last reviewed' }),
    reviewOn: f.date({ worked: 'kept', index: true, label: 'Review due' }),
    publishedOn: f.date({ worked: 'kept', label: 'Published on' }),
    edition: f.int({ default: 0, min: 0, write: 'knowledge_article.publish', help: 'How often it was published.' }),
    changes: f.json<Readonly<Record<string, unknown>>>()({
      label: 'Changes that wait',
      read: 'knowledge_article.write',
      help: 'What else of a published article is changed once it is published anew: title, summary, audience and so on.',
      check: (value): string | null => changesProblem(KnowledgeArticle.fields, value),
    }),
    hasChanges: f.computed<boolean>('bool', {
      label: 'Changes wait',
      sql: `(t.state = 'published' and (t.draft is distinct from t.body or t.changes is not null))`,
      read: 'knowledge_article.write',
    }),
    views: f.int({ worked: 'derived', label: 'Read', help: 'How often.' }),
    solved: f.int({ worked: 'derived', label: 'Solved it', help: 'How many readers it helped.' }),
    unsolved: f.int({ worked: 'derived', label: 'Didn’t help', help: 'How many readers it didn’t help.' }),
    source: f.text({ max: 400, unique: true, label: 'Came from', help: 'The file it was imported from.' }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'in_review', 'published', 'retired'],
    tones: { draft: 'info', in_review: 'warning', published: 'good', retired: 'neutral' },
    moves: {
      submit: { from: ['draft'], to: 'in_review', label: 'Ask for review' },
      sendBack: { from: ['in_review'], to: 'draft', label: 'Send back' },
      publish: {
        from: ['draft', 'in_review'],
        to: 'published',
        label: 'Publish',
        can: { holds: 'knowledge_article.publish' },
      },
      retire: { from: ['published'], to: 'retired', label: 'Retire', can: { holds: 'knowledge_article.publish' } },
      reopen: { from: ['retired'], to: 'draft', label: 'Bring back as a draft' },
    },
  },
  actions: {
    publishChanges: {
      label: 'Publish the changes',
      done: 'The changes are published',
      can: { holds: 'knowledge_article.publish' },
      from: ['published'],
    },
    confirm: {
      label: 'Still right',
      done: 'Reviewed',
      can: { anyOf: [{ holds: 'knowledge_article.publish' }, { isSelf: 'owner' }] },
      from: ['published'],
    },
  },
  access: {
    read: {
      anyOf: [
        { holds: 'knowledge_article.read' },
        { is: { ...published, audience: 'everyone' } },
        { allOf: [{ is: { ...published, audience: 'units' } }, { inTeamOf: 'units' }] },
      ],
    },
    create: { holds: 'knowledge_article.write' },
    update: {
      anyOf: [{ holds: 'knowledge_article.write' }, { holds: 'knowledge_article.publish' }, { isSelf: 'owner' }],
    },
    archive: { holds: 'knowledge_article.archive' },
  },
  list: {
    columns: ['number', 'title', 'topic', 'audience', 'owner', 'reviewOn', 'views', 'solved', 'unsolved', 'state'],
    sort: 'title',
    views: {
      Published: published,
      'Due for review': { ...published, reviewOn: { lte: 'today' } },
      'Waiting for review': { state: 'in_review' },
      Drafts: { state: 'draft' },
      'Mine to keep right': { owner: 'me', state: ['draft', 'in_review', 'published'] },
      'For IT only': { ...published, audience: 'it' },
      'Without an owner': { owner: null, state: ['draft', 'in_review', 'published'] },
      Retired: { state: 'retired' },
    },
  },
  page: [
    { panel: 'Article', shows: ['title', 'summary', 'draft', 'topic', 'words', 'language', 'writtenIn'] },
    { panel: 'For whom', shows: ['audience', 'units', 'services'] },
    { panel: 'Kept right by', shows: ['owner', 'reviewEvery', 'reviewedOn', 'reviewOn', 'publishedOn', 'edition'] },
    { panel: 'How it is used', shows: ['views', 'solved', 'unsolved'] },
    { panel: 'Where it comes from', shows: ['source'] },
  ],
  matchOn: ['source', 'title'],
  check: (article) => [
    article.audience === 'units' &&
      article.units.length === 0 && { field: 'units', says: 'Say which units’ people may read it.' },
  ],
})
export type KnowledgeArticle = RowOf<typeof KnowledgeArticle>
