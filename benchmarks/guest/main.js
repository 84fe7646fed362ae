export const getCurrentTime = () => new Date().toISOString();

export const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
