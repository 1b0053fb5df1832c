export const conditionPanel = () => null;
