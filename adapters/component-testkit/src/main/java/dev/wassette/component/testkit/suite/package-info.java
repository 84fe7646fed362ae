/// The official reference tests of the Component Model, run on any core engine.
package dev.wassette.component.testkit.suite;
