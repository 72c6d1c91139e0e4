import Catalogue
import Tensor
import Training

/// What `train` was told, beside the model.
struct TrainingSettings {
  var optimizer: Optimizer
  /// A distribution, or a tensor [samples × features].
  var data: Value
  /// Samples a step; nil for all rows of a tensor.
  var batch: Int?
  var loss: Value
  var importance: Value
  /// How many frames of the parameters are kept.
  var record: Int
  /// Whether they are spaced evenly or by powers.
  var isLogarithmic: Bool
  var until: Value
  var schedule: Value
  /// By parameter: what it becomes after each step.
  var constrain: Record
  /// By parameter: what its gradient becomes before the optimizer.
  var gradient: Record
  /// A function of the parameters in place of data and loss; nil where there is none.
  var objective: Value
  var precision: Precision
  /// A function that draws the run while it goes on; nil where nobody watches.
  var view: Value

  /// The settings of one model among several: of a list of data, losses or importances, each model has one.
  func own(_ i: Int, of count: Int) -> TrainingSettings {
    func one(_ value: Value) -> Value {
      guard case .list(let items) = value, items.count == count else { return value }
      return items[i]
    }
    var own = self
    (own.data, own.loss, own.importance) = (one(data), one(loss), one(importance))
    return own
  }

  /// Steps at whose end a frame is kept, of `steps` in all.
  func frames(of steps: Int) -> Set<Int> {
    guard record > 0, steps > 0 else { return [] }
    guard record > 1 else { return [steps] }
    return Set(
      (0..<record).map { i in
        let share = Double(i) / Double(record - 1)
        guard isLogarithmic else { return Int((share * Double(steps)).rounded()) }
        return i == 0 ? 0 : Int(exponential(share, steps).rounded())
      })
  }

  /// steps^share: 1 … steps, evenly in its logarithm.
  private func exponential(_ share: Double, _ steps: Int) -> Double {
    let exponent = Tensor([Double(steps), share], shape: [2])
    let power = try? Term.tensor(Tensor(exponent.doubles[0])).power(Term(share))
    guard case .tensor(let value)? = power else { return Double(steps) }
    return value.doubles[0]
  }
}
