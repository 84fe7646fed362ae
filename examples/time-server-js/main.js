// An exported interface is an object; its functions are in camel case.
export const time = {
  getCurrentTime() {
    return new Date().toISOString();
  },
};
