using System.Numerics;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>An exact fraction of whole numbers; the second way of counting money, which shares nothing with the first.</summary>
public readonly struct Fraction(BigInteger above, BigInteger below)
{
    readonly BigInteger above = below.Sign < 0 ? -above : above,
        below = BigInteger.Abs(below);

    /// <summary>Exactly the decimal, whose parts are a whole number and a power of ten.</summary>
    public static Fraction Of(decimal value)
    {
        var bits = decimal.GetBits(value);
        var whole = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32) + (uint)bits[0];
        return new(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, bits[3] >> 16 & 0xFF));
    }

    public static implicit operator Fraction(int value) => new(value, 1);

    public static Fraction operator +(Fraction fraction, Fraction other) =>
        fraction.below == other.below
            ? new(fraction.above + other.above, fraction.below)
            : new(fraction.above * other.below + other.above * fraction.below, fraction.below * other.below);

    public static Fraction operator *(Fraction fraction, Fraction other) => new(fraction.above * other.above, fraction.below * other.below);

    public static Fraction operator /(Fraction fraction, Fraction other) => new(fraction.above * other.below, fraction.below * other.above);

    public static bool operator <(Fraction fraction, Fraction other) => fraction.above * other.below < other.above * fraction.below;

    public static bool operator >(Fraction fraction, Fraction other) => other < fraction;

    public Fraction Within(Fraction least, Fraction most) =>
        this < least ? least
        : this > most ? most
        : this;

    /// <summary>How many units of 10^-decimals it is, a half counted as a whole away from zero.</summary>
    public BigInteger Units(int decimals) =>
        above.Sign * ((2 * BigInteger.Abs(above) * BigInteger.Pow(10, decimals) + below) / (2 * below));

    /// <summary>The same, as a fraction.</summary>
    public Fraction Rounded(int decimals) => new(Units(decimals), BigInteger.Pow(10, decimals));
}
