using System.Diagnostics.CodeAnalysis;
using Clinic.Gateway.Rights;

namespace Clinic.Gateway.SecondFactors;

/// <summary>Roles as a policy names them: their names in a row, or <c>none</c>.</summary>
readonly record struct RoleSet : IComparable<RoleSet>, IParsable<RoleSet>
{
    const string Nobody = "none";

    readonly Role[]? roles;

    public RoleSet(params IEnumerable<Role> roles) => this.roles = [.. roles.Distinct().Order()];

    /// <summary>No role.</summary>
    public static RoleSet None => new([]);

    /// <summary>Every role.</summary>
    public static RoleSet All => new(Enum.GetValues<Role>());

    Role[] Roles => roles ?? [];

    public bool Contains(Role role) => Roles.Contains(role);

    public bool Equals(RoleSet other) => Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => Roles.Aggregate(0, (hash, role) => HashCode.Combine(hash, role));

    /// <summary>The more roles, the larger.</summary>
    public int CompareTo(RoleSet other) => Roles.Length.CompareTo(other.Roles.Length);

    public static RoleSet Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var roles) ? roles : throw new FormatException("Names a role that does not exist.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoleSet result)
    {
        result = default;
        if (s == Nobody)
            return true;
        var names = (s ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        // Numbers and other spellings of a name would be read, too, but not be found again.
        if (names.Length == 0 || names.Except(Enum.GetNames<Role>()).Any())
            return false;
        result = new(names.Select(Enum.Parse<Role>));
        return true;
    }

    public override string ToString() => Roles.Length == 0 ? Nobody : string.Join(' ', Roles);

    public static bool operator <(RoleSet left, RoleSet right) => left.CompareTo(right) < 0;

    public static bool operator >(RoleSet left, RoleSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(RoleSet left, RoleSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RoleSet left, RoleSet right) => left.CompareTo(right) >= 0;
}
