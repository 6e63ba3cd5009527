// The last resort, when not even the frame could be drawn: no messages, no theme, two languages.
'use client'

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          display: 'grid',
          placeItems: 'center',
          minHeight: '90vh',
          textAlign: 'center',
        }}
      >
        <main>
          <h1>That did not work.</h1>
          <p lang="fr">Cela n’a pas marché.</p>
          <p>
            <a href="/">Provender</a>
          </p>
          {error.digest && <small>{error.digest}</small>}
        </main>
      </body>
    </html>
  )
}
