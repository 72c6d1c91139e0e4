import Catalogue

/// Everything that the language gets from Swift, and the standard library that is written in it.
public enum Builtins {
  /// All builtins, by topic.
  public static let all: [Builtin] =
    MathBuiltins.all + ReductionBuiltins.all + MakingBuiltins.all + ShapeBuiltins.all + OrderBuiltins.all + LinearBuiltins.all
    + RandomBuiltins.all + ModelBuiltins.all + SampleBuiltins.all + TrainBuiltins.all + RepeatBuiltins.all + StoppingBuiltin.all
    + GradientBuiltins.all + FigureBuiltins.all + FileBuiltins.all + WhatIf.all + HostBuiltins.all + TimingBuiltins.all + HelpBuiltins.all

  /// The standard library's files.
  public static var library: [(name: String, text: String)] { Library.files }
}
