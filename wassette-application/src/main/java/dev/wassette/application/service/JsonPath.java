package dev.wassette.application.service;

/// Where in the arguments a value stands, such as `$.order.items[2].price`.
sealed interface JsonPath {

    /// The arguments object itself.
    enum Root implements JsonPath {
        ROOT;

        @Override
        public String toString() {
            return "$";
        }
    }

    record Member(JsonPath parent, String name) implements JsonPath {
        @Override
        public String toString() {
            return parent + "." + name;
        }
    }

    record Element(JsonPath parent, int index) implements JsonPath {
        @Override
        public String toString() {
            return parent + "[" + index + "]";
        }
    }

    default JsonPath member(String name) {
        return new Member(this, name);
    }

    default JsonPath element(int index) {
        return new Element(this, index);
    }
}
