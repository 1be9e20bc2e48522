import css from './writing.module.css'

const examples: readonly (readonly [write: string, see: string])[] = [
  ['## Heading', 'a heading; three of them make a table of contents'],
  ['1. Open the lid', 'a step'],
  ['- paper', 'a list'],
  ['**important**', 'bold'],
  ['*Settings*', 'italic, for what stands on the screen'],
  ['`ipconfig`', 'what is typed as it is'],
  ['[Wi-Fi](/help/articles/KB-0012)', 'a link'],
  ['![The panel](panel.png)', 'a picture that is attached'],
  ['> Never press Yes …', 'a warning'],
  ['```', 'on a line before and after: several lines of code'],
]

/** The ten things that one needs of Markdown. */
export const MarkdownHelp = () => (
  <dl className={css.help}>
    {examples.map(([write, see]) => (
      <div key={write}>
        <dt>
          <code>{write}</code>
        </dt>
        <dd>{see}</dd>
      </div>
    ))}
  </dl>
)
