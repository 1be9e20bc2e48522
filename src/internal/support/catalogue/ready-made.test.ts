import { describe, expect, test } from 'vitest'
import { formOfBundle } from './bundle.ts'
import { answersIn } from './condition.ts'
import { problemOfForm } from './form.problem.ts'
import { problemOfPlan } from './plan.ts'
import { demoItems } from './catalogue.demo.ts'
import { readyMade } from './ready-made.ts'
import { formOf } from './written.ts'

const all = [...readyMade, ...demoItems]

describe('what a catalogue begins with', () => {
  test.each(all.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(problemOfForm(formOf(item))).toBeNull()
    expect(problemOfPlan({ tasks: item.tasks })).toBeNull()
    const asked = item.asks.map(({ key }) => key)
    for (const { when } of item.tasks) if (when) expect(asked).toEqual(expect.arrayContaining([...answersIn(when)]))
    for (const { options = [] } of item.asks)
      expect(new Set(options.map(({ value }) => value)).size).toBe(options.length)
  })

  test('each has a name and a key of its own, and says when it comes', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    expect(all.filter(({ promise, promiseHours }) => !promise || !promiseHours)).toEqual([])
  })

  test('bundles contain what there is, and their forms fit together', () => {
    const bundles = all.filter(({ kind }) => kind === 'bundle')
    expect(bundles.map(({ key }) => key)).toEqual(['starter', 'leaver'])
    for (const bundle of bundles) {
      const parts = (bundle.contains ?? []).map((key) => {
        const part = all.find((item) => item.key === key)
        return { id: key, name: part?.name ?? '', form: part ? formOf(part) : { sections: [] } }
      })
      expect(parts.every(({ name }) => name !== '')).toBe(true)
      expect(problemOfForm(formOfBundle(formOf(bundle), parts))).toBeNull()
    }
  })
})
