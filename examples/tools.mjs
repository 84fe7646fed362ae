// The tools that are installed here, for programs in other folders.
export { componentize } from '@bytecodealliance/componentize-js';
export { componentEmbed, componentNew, preview1AdapterReactorPath } from '@bytecodealliance/jco';
