import type { RuleFactory } from 'bpmnlint'
import bpmnlintAdHocSubProcess from 'bpmnlint/rules/ad-hoc-sub-process.js'
import bpmnlintConditionalEvent from 'bpmnlint/rules/conditional-event.js'
import bpmnlintEventBasedGateway from 'bpmnlint/rules/event-based-gateway.js'
import bpmnlintEventSubProcessTypedStartEvent from 'bpmnlint/rules/event-sub-process-typed-start-event.js'
import bpmnlintLinkEvent from 'bpmnlint/rules/link-event.js'
import bpmnlintNoDuplicateSequenceFlows from 'bpmnlint/rules/no-duplicate-sequence-flows.js'
import bpmnlintNoGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork.js'
import bpmnlintNoImplicitSplit from 'bpmnlint/rules/no-implicit-split.js'
import bpmnlintNoOverlappingElements from 'bpmnlint/rules/no-overlapping-elements.js'
import bpmnlintSingleBlankStartEvent from 'bpmnlint/rules/single-blank-start-event.js'
import bpmnlintStartEventRequired from 'bpmnlint/rules/start-event-required.js'
import bpmnlintSubProcessBlankStartEvent from 'bpmnlint/rules/sub-process-blank-start-event.js'
import zeebeCalledElement from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/called-element.js'
import zeebeConnectorProperties from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/connector-properties/index.js'
import zeebeDuplicateTaskHeaders from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/duplicate-task-headers.js'
import zeebeElementType from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/element-type/index.js'
import zeebeErrorReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/error-reference.js'
import zeebeEscalationBoundaryEventAttachedToRef from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/escalation-boundary-event-attached-to-ref.js'
import zeebeEscalationReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/escalation-reference.js'
import zeebeEventBasedGatewayTarget from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/event-based-gateway-target.js'
import zeebeExecutableProcess from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/executable-process.js'
import zeebeFeel from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/feel.js'
import zeebeFeelCompatibility from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/feel-compatibility.js'
import zeebeImplementation from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/implementation/index.js'
import zeebeInclusiveGateway from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/inclusive-gateway.js'
import zeebeIoMapping from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/io-mapping.js'
import zeebeLinkEvent from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/link-event.js'
import zeebeLoopCharacteristics from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/loop-characteristics.js'
import zeebeMessageReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/message-reference.js'
import zeebeNoBindingType from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-binding-type.js'
import zeebeNoBusinessId from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-business-id.js'
import zeebeNoCancelExecutionListener from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-cancel-execution-listener.js'
import zeebeNoExecutionListenerHeaders from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-execution-listener-headers.js'
import zeebeNoExecutionListeners from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-execution-listeners.js'
import zeebeNoExpression from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-expression.js'
import zeebeNoJobPriorityDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-job-priority-definition.js'
import zeebeNoLoop from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-loop.js'
import zeebeNoMultipleNoneStartEvents from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-multiple-none-start-events.js'
import zeebeNoPriorityDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-priority-definition.js'
import zeebeNoTaskListeners from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-task-listeners.js'
import zeebeNoVersionTag from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-version-tag.js'
import zeebeSecrets from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/secrets.js'
import zeebeSequenceFlowCondition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/sequence-flow-condition.js'
import zeebeSignalReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/signal-reference.js'
import zeebeStartEventForm from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/start-event-form.js'
import zeebeSubscription from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/subscription.js'
import zeebeTaskSchedule from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/task-schedule.js'
import zeebeTimer from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/timer/index.js'
import zeebeUserTaskDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/user-task-definition.js'
import zeebeUserTaskForm from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/user-task-form.js'
import zeebeVariableName from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/variable-name.js'
import zeebeWaitForCompletion from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/wait-for-completion.js'

/**
 * The rules of bpmnlint's 'correctness', of the Zeebe 8.5 set and three more, named one by one: bpmnlint would look for them on the disk, and
 * the checks must also run in the browser. A rule that an update adds to a set is reported as unknown until it is named here.
 */
export const lintRules: Readonly<Record<string, RuleFactory>> = {
  'bpmnlint/ad-hoc-sub-process': bpmnlintAdHocSubProcess,
  'bpmnlint/conditional-event': bpmnlintConditionalEvent,
  'bpmnlint/event-based-gateway': bpmnlintEventBasedGateway,
  'bpmnlint/event-sub-process-typed-start-event': bpmnlintEventSubProcessTypedStartEvent,
  'bpmnlint/link-event': bpmnlintLinkEvent,
  'bpmnlint/no-duplicate-sequence-flows': bpmnlintNoDuplicateSequenceFlows,
  'bpmnlint/no-gateway-join-fork': bpmnlintNoGatewayJoinFork,
  'bpmnlint/no-implicit-split': bpmnlintNoImplicitSplit,
  'bpmnlint/no-overlapping-elements': bpmnlintNoOverlappingElements,
  'bpmnlint/single-blank-start-event': bpmnlintSingleBlankStartEvent,
  'bpmnlint/start-event-required': bpmnlintStartEventRequired,
  'bpmnlint/sub-process-blank-start-event': bpmnlintSubProcessBlankStartEvent,
  'bpmnlint-plugin-camunda-compat/called-element': zeebeCalledElement,
  'bpmnlint-plugin-camunda-compat/connector-properties': zeebeConnectorProperties,
  'bpmnlint-plugin-camunda-compat/duplicate-task-headers': zeebeDuplicateTaskHeaders,
  'bpmnlint-plugin-camunda-compat/element-type': zeebeElementType,
  'bpmnlint-plugin-camunda-compat/error-reference': zeebeErrorReference,
  'bpmnlint-plugin-camunda-compat/escalation-boundary-event-attached-to-ref': zeebeEscalationBoundaryEventAttachedToRef,
  'bpmnlint-plugin-camunda-compat/escalation-reference': zeebeEscalationReference,
  'bpmnlint-plugin-camunda-compat/event-based-gateway-target': zeebeEventBasedGatewayTarget,
  'bpmnlint-plugin-camunda-compat/executable-process': zeebeExecutableProcess,
  'bpmnlint-plugin-camunda-compat/feel': zeebeFeel,
  'bpmnlint-plugin-camunda-compat/feel-compatibility': zeebeFeelCompatibility,
  'bpmnlint-plugin-camunda-compat/implementation': zeebeImplementation,
  'bpmnlint-plugin-camunda-compat/inclusive-gateway': zeebeInclusiveGateway,
  'bpmnlint-plugin-camunda-compat/io-mapping': zeebeIoMapping,
  'bpmnlint-plugin-camunda-compat/link-event': zeebeLinkEvent,
  'bpmnlint-plugin-camunda-compat/loop-characteristics': zeebeLoopCharacteristics,
  'bpmnlint-plugin-camunda-compat/message-reference': zeebeMessageReference,
  'bpmnlint-plugin-camunda-compat/no-binding-type': zeebeNoBindingType,
  'bpmnlint-plugin-camunda-compat/no-business-id': zeebeNoBusinessId,
  'bpmnlint-plugin-camunda-compat/no-cancel-execution-listener': zeebeNoCancelExecutionListener,
  'bpmnlint-plugin-camunda-compat/no-execution-listener-headers': zeebeNoExecutionListenerHeaders,
  'bpmnlint-plugin-camunda-compat/no-execution-listeners': zeebeNoExecutionListeners,
  'bpmnlint-plugin-camunda-compat/no-expression': zeebeNoExpression,
  'bpmnlint-plugin-camunda-compat/no-job-priority-definition': zeebeNoJobPriorityDefinition,
  'bpmnlint-plugin-camunda-compat/no-loop': zeebeNoLoop,
  'bpmnlint-plugin-camunda-compat/no-multiple-none-start-events': zeebeNoMultipleNoneStartEvents,
  'bpmnlint-plugin-camunda-compat/no-priority-definition': zeebeNoPriorityDefinition,
  'bpmnlint-plugin-camunda-compat/no-task-listeners': zeebeNoTaskListeners,
  'bpmnlint-plugin-camunda-compat/no-version-tag': zeebeNoVersionTag,
  'bpmnlint-plugin-camunda-compat/secrets': zeebeSecrets,
  'bpmnlint-plugin-camunda-compat/sequence-flow-condition': zeebeSequenceFlowCondition,
  'bpmnlint-plugin-camunda-compat/signal-reference': zeebeSignalReference,
  'bpmnlint-plugin-camunda-compat/start-event-form': zeebeStartEventForm,
  'bpmnlint-plugin-camunda-compat/subscription': zeebeSubscription,
  'bpmnlint-plugin-camunda-compat/task-schedule': zeebeTaskSchedule,
  'bpmnlint-plugin-camunda-compat/timer': zeebeTimer,
  'bpmnlint-plugin-camunda-compat/user-task-definition': zeebeUserTaskDefinition,
  'bpmnlint-plugin-camunda-compat/user-task-form': zeebeUserTaskForm,
  'bpmnlint-plugin-camunda-compat/variable-name': zeebeVariableName,
  'bpmnlint-plugin-camunda-compat/wait-for-completion': zeebeWaitForCompletion,
}
