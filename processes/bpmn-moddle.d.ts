declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>)
    fromXML(xml: string): Promise<{ rootElement: object, warnings: readonly { readonly message: string }[] }>
    toXML(element: object, options?: { readonly format?: boolean }): Promise<{ xml: string }>
  }
}
