/// WIT, the text format of component interfaces: reads it, and writes it.
module dev.wassette.wit.text {
    exports dev.wassette.wit.text;
}
