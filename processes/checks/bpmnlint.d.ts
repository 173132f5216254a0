declare module 'bpmnlint' {
  export interface Report { readonly id?: string, readonly message: string, readonly category?: string }
  export type RuleFactory = (config?: unknown) => object
  export interface Config { readonly extends?: readonly string[], readonly rules?: Readonly<Record<string, unknown>> }
  export interface Resolver {
    resolveRule(pkg: string, rule: string): RuleFactory | undefined
    resolveConfig(pkg: string, config: string): Config | undefined
  }
  export class Linter {
    constructor(options: { config: Config, resolver: Resolver })
    lint(definitions: object): Promise<Readonly<Record<string, readonly Report[]>>>
  }
}

declare module 'bpmnlint/rules/*' {
  import type { RuleFactory } from 'bpmnlint'

  const rule: RuleFactory
  export default rule
}

declare module 'bpmnlint/config/correctness.js' {
  import type { Config } from 'bpmnlint'

  const config: Config
  export default config
}

declare module 'bpmnlint-plugin-camunda-compat' {
  import type { Config } from 'bpmnlint'

  const plugin: { readonly configs: Readonly<Record<string, Config>> }
  export default plugin
}

declare module 'bpmnlint-plugin-camunda-compat/rules/*' {
  import type { RuleFactory } from 'bpmnlint'

  const rule: RuleFactory
  export default rule
}
