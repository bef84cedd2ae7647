namespace VaeGateway.Imaging.Metrics;

/// <summary>Two norms of an error map: the mean, and the 4-norm, which a few bad places govern.</summary>
internal readonly record struct ErrorNorms(double Mean, double FourNorm)
{
    /// <summary>Sums errors up; negative ones count as none.</summary>
    internal struct Sum
    {
        private double _errors;
        private double _fourthPowers;

        public void Add(double error)
        {
            var positive = Math.Max(0, error);
            _errors += positive;
            _fourthPowers += positive * positive * positive * positive;
        }

        public readonly ErrorNorms Over(int positions) => new(_errors / positions, Math.Sqrt(Math.Sqrt(_fourthPowers / positions)));
    }
}
