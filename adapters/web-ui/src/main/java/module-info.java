/// A page for people: components, forms to call their tools, permissions, and what happens, live.
module dev.wassette.web.ui {
    requires transitive dev.wassette.application;

    exports dev.wassette.web.ui;
}
