import { expect, test } from 'vitest'
import { exampleOf } from '../../http/example.ts'
import { curlOf } from './curl.ts'
import { type ApiDescription, groupsOf, matching } from './description.ts'
import { propertiesOf, typeText } from './schema.ts'

const description: ApiDescription = {
  paths: {
    '/api/v1/people/{id}': {
      patch: {
        operationId: 'patchPeopleId',
        summary: 'Change a person',
        tags: ['People'],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'If-Match', in: 'header', example: '"3"', schema: { type: 'string' } },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  name: { type: 'string', examples: ["O'Hara"], maxLength: 200 },
                  kind: { type: 'string', enum: ['employee', 'external'] },
                  manager: { title: 'Manager', oneOf: [{ type: 'string', format: 'uuid' }, { type: 'null' }] },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'Done.' }, default: {} },
      },
    },
    '/api/v1/sign-in': {
      post: {
        operationId: 'postSignIn',
        summary: 'Sign in',
        tags: ['Access'],
        parameters: [],
        responses: { default: {}, 204: { description: 'No content.' } },
        security: [],
      },
    },
  },
}
const groups = groupsOf(description)
const [access, people] = groups

test('operations stand under their groups and are found by words', () => {
  expect(groups.map(({ name }) => name)).toEqual(['Access', 'People'])
  expect(access?.operations[0]).toMatchObject({ isPublic: true, status: '204', body: null })
  expect(matching(groups, 'patch people')).toHaveLength(1)
  expect(matching(groups, 'nothing')).toEqual([])
})

test('a command line calls the operation', () => {
  expect(people?.operations[0] && curlOf(people.operations[0], 'https://it.example.com')).toBe(
    `curl -X PATCH 'https://it.example.com/api/v1/people/{id}' \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'If-Match: "3"' \\
  -H 'Content-Type: application/json' \\
  -d '{"name":"O'\\''Hara","kind":"employee"}'`,
  )
})

test('schemas read as tables, types as words', () => {
  const schema = people?.operations[0]?.body?.schema
  expect(schema && propertiesOf(schema)).toEqual([
    { path: 'name', type: 'string', isRequired: false, says: ['At most 200 characters.'] },
    { path: 'kind', type: 'string', isRequired: false, says: ['One of "employee", "external".'] },
    { path: 'manager', type: 'string (uuid) or null', isRequired: false, says: ['Manager.'] },
  ])
  const page = {
    type: 'object',
    properties: { rows: { type: 'array', items: { properties: { id: { type: 'integer' } } } } },
  }
  expect(propertiesOf(page).map(({ path }) => path)).toEqual(['rows', 'rows[].id'])
  expect(typeText({ type: ['string', 'null'], format: 'date-time' })).toBe('string (date-time) or null')
  expect(exampleOf(page)).toEqual({ rows: [{ id: 1 }] })
})
