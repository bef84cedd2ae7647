using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec.Tests.Targets;

public sealed class TargetEncoderTests
{
    private readonly SteppedModel _model = new();
    private readonly RgbImage _image = new(640, 384, new byte[640 * 384 * 3]);

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(62)]
    public void The_highest_quality_that_fits_is_taken(int quality)
    {
        var limit = new LatentEncoder(_model).Encode(_image, quality).Length;
        var latent = new TargetEncoder(_model).Encode(_image, EncodingTarget.MaxBytes(limit));
        Assert.Equal((quality, true), (latent.Quality, latent.IsMet));
        Assert.Equal(limit, latent.Container.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(63)]
    public void The_lowest_quality_that_is_near_enough_is_taken(int quality)
    {
        var latent = new TargetEncoder(_model).Encode(_image, EncodingTarget.MinFidelity(quality, (_, decoded) => decoded.Samples[0]));
        Assert.Equal((quality, true), (latent.Quality, latent.IsMet));
    }

    [Fact]
    public void A_target_out_of_reach_gives_the_end_of_the_scale_and_says_so()
    {
        var encoder = new TargetEncoder(_model);
        var small = encoder.Encode(_image, EncodingTarget.MaxBytes(10));
        var fine = encoder.Encode(_image, EncodingTarget.MinFidelity(64, (_, decoded) => decoded.Samples[0]));
        Assert.Equal((QualityScale.Min, false), (small.Quality, small.IsMet));
        Assert.Equal((QualityScale.Max, false), (fine.Quality, fine.IsMet));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void An_estimate_that_is_off_still_gives_an_encoding_that_meets_the_target(int off)
    {
        var model = new SteppedModel { EstimatesAreOffBy = off };
        var limit = new LatentEncoder(model).Encode(_image, 30).Length;
        var latent = new TargetEncoder(model).Encode(_image, EncodingTarget.MaxBytes(limit));
        Assert.True(latent.IsMet);
        Assert.InRange(latent.Container.Length, 1, limit);
        Assert.InRange(latent.Quality, 30 - Math.Abs(off), 30);
    }

    [Fact]
    public void One_image_is_analysed_once_for_the_search_and_once_for_the_encoding()
    {
        new TargetEncoder(_model).Encode(_image, EncodingTarget.MinFidelity(20, (_, decoded) => decoded.Samples[0]));
        Assert.Equal((1, 1), (_model.Estimates, _model.Analyses));
    }

    [Fact]
    public void A_large_image_is_judged_by_a_sample_of_itself()
    {
        var large = new RgbImage(4000, 3000, new byte[4000 * 3000 * 3]);
        var sizes = new List<long>();
        var target = EncodingTarget.MinFidelity(20, (original, decoded) =>
        {
            sizes.Add(original.Samples.LongLength / 3);
            return decoded.Samples[0];
        });
        var latent = new TargetEncoder(_model).Encode(large, target);
        Assert.Equal(20, latent.Quality);
        Assert.All(sizes[..^1], size => Assert.Equal(9 * 512 * 512, size));
        Assert.Equal(4000L * 3000, sizes[^1]);
    }

    /// <summary>Symbols whose number of bits, and an image whose samples, rise with the quality.</summary>
    private sealed class SteppedModel : ILatentModel
    {
        private readonly SyntheticModel _bitstream = new();

        public int EstimatesAreOffBy { get; init; }

        public int Analyses { get; private set; }

        public int Estimates { get; private set; }

        public ModelDescription Description => _bitstream.Description;

        public LatentSymbols Analyze(RgbImage image, int quality)
        {
            Analyses++;
            return Symbols(new LatentGeometry(image.Width, image.Height), quality, quality);
        }

        public ISymbolEstimates Estimate(RgbImage image)
        {
            Estimates++;
            return new Estimated(this, new LatentGeometry(image.Width, image.Height));
        }

        public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality) =>
            _bitstream.PredictScales(hyperLatent, geometry, quality);

        public RgbImage Synthesize(LatentSymbols symbols)
        {
            var samples = new byte[symbols.Geometry.Width * symbols.Geometry.Height * 3];
            samples[0] = (byte)symbols.Quality;
            return new RgbImage(symbols.Geometry.Width, symbols.Geometry.Height, samples);
        }

        private LatentSymbols Symbols(LatentGeometry geometry, int quality, int amount)
        {
            var zero = new LatentSymbols(geometry, quality, new sbyte[Description.HyperChannels * geometry.HyperWidth * geometry.HyperHeight], [], []);
            var scales = PredictScales(zero.HyperLatent, geometry, quality);
            var residual = new short[scales.Length];
            for (var i = 0; i < Math.Clamp(amount, 0, 70) * 8; i++)
            {
                if (!Description.Tables.IsSkipped(scales[i]))
                {
                    residual[i] = 3000;
                }
            }

            return zero with { ScaleIndex = scales, Residual = residual };
        }

        private sealed class Estimated(SteppedModel model, LatentGeometry geometry) : ISymbolEstimates
        {
            public LatentSymbols At(int quality) => model.Symbols(geometry, quality, quality + model.EstimatesAreOffBy);

            public void Dispose()
            {
            }
        }
    }
}
