using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec.Tests.EntropyCoding;

public sealed class SymbolTablesTests
{
    [Fact]
    public void A_wrong_number_of_tables_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SymbolTables([[1, 65535]]));

    [Theory]
    [InlineData(1, 65534)]
    [InlineData(0, 65536)]
    [InlineData(-1, 65537)]
    [InlineData(65536)]
    public void A_table_that_is_no_distribution_is_refused(params int[] table) =>
        Assert.Throws<ArgumentException>(() => new SymbolTables([.. Enumerable.Repeat(table, SymbolTables.Levels)]));

    [Fact]
    public void An_empty_table_marks_a_skipped_level()
    {
        var tables = SyntheticTables.Create();
        Assert.True(tables.IsSkipped(0));
        Assert.False(tables.IsSkipped(63));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(63)]
    public void Bits_are_what_the_coder_writes(byte scaleIndex)
    {
        var tables = SyntheticTables.Create();
        var random = new Lcg(scaleIndex + 1u);
        var values = Enumerable.Range(0, 20_000).Select(i => tables.IsSkipped(scaleIndex) ? (short)0 : (short)random.Next(-60, 61)).ToArray();
        var encoder = new RangeEncoder();
        new SymbolCoder(tables).Encode(encoder, values, Enumerable.Repeat(scaleIndex, values.Length).ToArray());

        Assert.Equal(values.Sum(value => tables.Bits(scaleIndex, Math.Abs((int)value))) / 8, encoder.Finish().Length, 8d);
    }
}
