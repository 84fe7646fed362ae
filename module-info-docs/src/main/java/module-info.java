/// Describes and checks the architecture; ships nothing.
module dev.wassette.module_info_docs {
}
