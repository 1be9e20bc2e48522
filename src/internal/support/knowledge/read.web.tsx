import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { dayNow, dayText } from '../../../kernel/web/field/when.ts'
import { ApiProblem } from '../../../kernel/web/api.web.ts'
import { Broken, Notice } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { ArticleText } from './article-text.web.tsx'
import { useArticle } from './data.web.ts'
import { type Heading, minutesToRead, outlineOf } from './outline.ts'
import { editingPath, readingPath, shelvesPath } from './paths.ts'
import css from './reading.module.css'
import type { ReadingArticle } from './reading.ts'
import { ReportButton } from './report.web.tsx'
import { Verdict } from './verdict.web.tsx'

/** One article, for reading. */
export default function ReadPage() {
  const { key = '' } = useParams({ strict: false }) as { key?: string }
  const { data: article, error, refetch } = useArticle(key)
  useTitle(article?.title ?? null)
  if (error)
    return error instanceof ApiProblem && error.status === 404 ? (
      <Gone />
    ) : (
      <Broken error={error} reset={() => void refetch()} />
    )
  return article ? <Article key={article.id} article={article} /> : <PageSkeleton />
}

function Article({ article }: { article: ReadingArticle }) {
  const outline = useMemo(() => outlineOf(article.body), [article.body])
  const parts = outline.filter(({ depth }) => depth <= 2)
  const isLong = parts.length >= 3
  return (
    <article className={css.page} data-is-long={isLong || undefined} lang={article.language ?? undefined}>
      <div className={css.column}>
        <p className={css.trail} lang="en">
          <Link to={shelvesPath}>Help articles</Link>
          {article.topic && <span> › {article.topic}</span>}
        </p>
        <h1 className={css.title}>{article.title}</h1>
        {article.summary && <p className={css.lead}>{article.summary}</p>}
        <About article={article} />
        {isLong && (
          <details className={css.outlineFolded}>
            <summary>On this page</summary>
            <Outline parts={parts} />
          </details>
        )}
        <ArticleText text={article.body} outline={outline} files={article.files} />
        <footer className={css.end} lang="en">
          {article.state === 'published' && <Verdict article={article} />}
          <Related article={article} />
          <section className={css.more}>
            <h2>Still need help?</h2>
            <p>Tell IT what you see. You needn’t write down what stands here.</p>
            <ReportButton what={article.title} />
          </section>
        </footer>
      </div>
      {isLong && (
        <aside className={css.outline} aria-label="On this page" lang="en">
          <h2>On this page</h2>
          <Outline parts={parts} />
        </aside>
      )}
    </article>
  )
}

function About({ article }: { article: ReadingArticle }) {
  const { number, state, audience, publishedOn, reviewedOn, owner, body } = article
  const checked = [publishedOn, reviewedOn]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  const minutes = minutesToRead(body)
  const words = [
    number,
    state === 'draft' && 'a draft',
    state === 'in_review' && 'in review',
    state === 'retired' && 'retired: nobody finds it any more',
    audience === 'it' && 'for IT only',
    audience === 'units' && 'for some business units',
    checked && `last checked ${checked === dayNow() ? 'today' : `on ${dayText(checked)}`}`,
    owner?.title && `kept by ${owner.title}`,
    minutes === 1 ? 'a minute to read' : `${minutes} minutes to read`,
  ]
  return (
    <p className={css.about} lang="en">
      {words.filter(Boolean).join(' · ')}
      {article.can.includes('update') && (
        <>
          {' · '}
          <Link to={editingPath(number)}>Edit</Link>
        </>
      )}
    </p>
  )
}

const Outline = ({ parts }: { parts: readonly Heading[] }) => (
  <ol>
    {parts.map(({ anchor, text }) => (
      <li key={anchor}>
        <a href={`#${anchor}`}>{text}</a>
      </li>
    ))}
  </ol>
)

function Related({ article: { related } }: { article: ReadingArticle }) {
  if (related.length === 0) return null
  return (
    <section className={css.more}>
      <h2>Read on</h2>
      <ul className={css.related}>
        {related.map(({ id, number, title, summary }) => (
          <li key={id}>
            <Link to={readingPath(number)}>{title}</Link>
            {summary && <span>{summary}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Gone = () => (
  <Notice
    title="This article isn’t here"
    action={
      <Button component={Link} to={shelvesPath}>
        Look among the others
      </Button>
    }
  >
    It was put away, or it is not meant for you. Another one may answer your question.
  </Notice>
)
