import { walkSteps, type FlowView } from '@hookline/contract';
import { List } from '@mantine/core';

export function Editor({ flow }: { flow: FlowView }) {
  return (
    <List type="ordered" p="lg">
      {walkSteps(flow.draft).map(({ step }) => (
        <List.Item key={step.id}>{step.name ?? step.id}</List.Item>
      ))}
    </List>
  );
}
