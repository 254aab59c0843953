namespace Clinic.Registration.Visits.Triage;

/// <summary>
/// The arithmetic of fair shares, exact in whole units. At each turn every doctor on duty is credited a share by weight, and the
/// one whose balance is highest then sees the client and pays the whole turn: the balances of a book always add up to nothing.
/// </summary>
public static class FairShare
{
    /// <summary>What one client costs.</summary>
    public const long Turn = 1_000_000;

    /// <summary>Divides one turn by weight; what does not divide goes to the largest remainders, the first of equals.</summary>
    public static long[] Credits(IReadOnlyList<int> weights)
    {
        var whole = weights.Sum(weight => (long)weight);
        var credits = weights.Select(weight => Turn * weight / whole).ToArray();
        var left = (int)(Turn - credits.Sum());
        foreach (
            var at in Enumerable.Range(0, weights.Count).OrderByDescending(at => Turn * weights[at] % whole).ThenBy(at => at).Take(left)
        )
            credits[at]++;
        return credits;
    }

    /// <summary>Whose turn it is: the highest balance; of equals the one who waits longest for a turn, then the lowest id.</summary>
    public static TriageBalance Next(IEnumerable<TriageBalance> onDuty) =>
        onDuty.OrderByDescending(balance => balance.Units).ThenBy(balance => balance.LastTurn).ThenBy(balance => balance.DoctorId).First();
}
