package dev.tensorvet.semantic;

/** What a name stands for. */
public sealed interface Entity
    permits ClassEntity,
        FunctionEntity,
        ModuleEntity,
        LibraryEntity,
        VariableEntity,
        UnknownEntity {}
