export const memoryPanel = () => null;
