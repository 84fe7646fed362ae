/// What the runtime keeps for each component instance: its handles, and whether it may be entered and left.
package dev.wassette.component.instance;
