import { Code } from './code.web.tsx'
import css from './reference.module.css'

/** What holds for every operation: signing in, errors, versions, pages and filters. */
export function Introduction() {
  const { origin } = window.location
  return (
    <article className={css.article}>
      <header>
        <h1>API reference</h1>
        <p className={css.lead}>
          Everything the web app can do. A program may do what the account it signs in with may do, and no more.
        </p>
      </header>
      <section>
        <h2>Sign in from a program</h2>
        <p>
          Sign in once, keep the token, and send it with every request. It ends like any session: after a while, by
          signing out, or when an administrator ends it.
        </p>
        <Code
          label="Sign in with curl"
          text={`TOKEN=$(curl -s '${origin}/api/v1/sign-in' \\
  -H 'Content-Type: application/json' \\
  -d '{"email":"ada@example.com","password":"…","as":"token"}' | jq -r .token)

curl '${origin}/api/v1/me' -H "Authorization: Bearer $TOKEN"`}
        />
      </section>
      <section>
        <h2>Errors</h2>
        <p>
          Whatever is refused is answered as <code>application/problem+json</code>: a <code>code</code>, what happened
          and what to do in <code>detail</code>, and for each wrong value its field under <code>problems</code>. What
          the account may not read is answered as not found.
        </p>
      </section>
      <section>
        <h2>Versions</h2>
        <p>
          A record is read with its version as <code>ETag</code>. A change sends it back as <code>If-Match</code>; where
          someone else changed the same meanwhile, the answer is 409 with the differences, and nothing is overwritten.
          Say why in <code>Change-Reason</code>; the history keeps it.
        </p>
      </section>
      <section>
        <h2>Pages and filters</h2>
        <p>
          Lists answer with <code>rows</code> and the cursors <code>next</code> and <code>previous</code>, which go back
          in as <code>after</code> and <code>before</code>. <code>filter</code> is JSON in which every key must hold: a
          plain value means is, a list any of, null empty.
        </p>
        <Code
          label="A filtered list with curl"
          text={`curl -G '${origin}/api/v1/people' -H "Authorization: Bearer $TOKEN" \\
  --data-urlencode 'filter={"state":"active","startsOn":{"past":"90d"}}' \\
  -d sort=-startsOn -d limit=20`}
        />
      </section>
    </article>
  )
}
