from ..container import ModuleDict, ModuleList, ParameterDict, ParameterList, Sequential
