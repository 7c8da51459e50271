package dev.tensorvet.interp;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.graph.Coverage;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is understood of a model that a test writes down. */
record Net(Interpretation interpretation) {

  private static final String OPENING =
      """
      import enum
      import inspect
      import math
      import numpy as np
      import torch
      from settings import read
      from torch import nn
      """;

  /**
   * @param body the methods of the model
   */
  static Net of(String body) {
    return in("", body);
  }

  /**
   * @param before what the file has before it
   */
  static Net in(String before, String body) {
    String text = OPENING + before + "class Net(nn.Module):\n" + body.indent(4);
    Frameworks frameworks = Frameworks.all();
    Project project =
        new Project(new MemoryTree(Map.of("net.py", text)), Tensorvet::parse, frameworks);
    Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);
    return new Net(
        project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow().classes().stream()
            .filter(type -> type.name().equals("Net"))
            .map(type -> interpreter.interpret(type, Request.shown(List.of())))
            .findFirst()
            .orElseThrow());
  }

  /** The classes of a file that are models. */
  static List<String> names(String text) {
    Frameworks frameworks = Frameworks.all();
    Project project =
        new Project(new MemoryTree(Map.of("net.py", OPENING + text)), Tensorvet::parse, frameworks);
    Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);
    return project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow().classes().stream()
        .filter(interpreter::isModel)
        .map(ClassEntity::name)
        .toList();
  }

  String inputs() {
    return interpretation.inputs().stream()
        .map(input -> input.name() + " " + input.type().shape())
        .collect(Collectors.joining(", "));
  }

  String output() {
    return text(interpretation.graph().output());
  }

  private static String text(Output output) {
    return switch (output) {
      case Output.Tensor tensor -> tensor.value().type().shape().toString();
      case Output.Many many -> many.elements().stream().map(Net::text).toList().toString();
      case Output.Named named -> "a dict";
      case Output.Other other -> other.text();
    };
  }

  /** How many numbers its parameters hold, as a sum of sizes. */
  String parameters() {
    return interpretation.graph().weights().stream()
        .filter(weight -> weight.kind() == Weight.Kind.PARAMETER)
        .map(weight -> weight.value().type().shape().numel())
        .reduce(Dim.of(0), Dim::plus)
        .toString();
  }

  Coverage coverage() {
    return Coverage.of(interpretation.graph());
  }

  boolean isComplete() {
    return coverage().isComplete();
  }

  List<Contradiction> contradictions() {
    return interpretation.contradictions();
  }
}
