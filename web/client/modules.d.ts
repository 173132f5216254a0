declare module '*.css'

declare module 'govuk-frontend' {
  interface Component { new (element: Element): unknown }
  export const Button: Component
  export const ErrorSummary: Component
  /** Starts a component on each element of the page that asks for it by `data-module`. */
  export function createAll(component: Component): unknown[]
}

declare module '*.scss'

declare module 'bpmn-js-token-simulation' {
  const module: Readonly<Record<string, unknown>>
  export default module
}
