using System.Numerics;
using System.Text.Json;

namespace Clinic.Registration.Tests;

/// <summary>
/// Recomputes a triage book from what it shows, by code that shares nothing with the service: fractions instead of units, picks
/// by scanning. Says what is wrong with the first line that does not follow from the lines before.
/// </summary>
public sealed class BookReplay
{
    readonly Dictionary<Guid, long> balances = [];
    readonly Dictionary<Guid, List<long>> turns = [];
    readonly Dictionary<Guid, (long Line, Guid Doctor, Dictionary<Guid, long> Moves)> standing = [];

    /// <summary>One doctor in one line.</summary>
    public sealed record Entry(
        long Line,
        Guid Doctor,
        bool Reversal,
        Guid Decision,
        bool Rotation,
        int Tenths,
        long Credit,
        long Paid,
        long BalanceAfter
    );

    /// <summary>The balances after the last line.</summary>
    public IReadOnlyDictionary<Guid, long> Balances => balances;

    /// <summary>Reads the ledger as the service answers it.</summary>
    public static IReadOnlyList<Entry> Read(JsonElement ledger) =>
        [
            .. ledger
                .EnumerateArray()
                .Select(element => new Entry(
                    element.GetProperty("line").GetInt64(),
                    element.GetProperty("doctorId").GetGuid(),
                    element.GetProperty("kind").GetString() == "Reversal",
                    element.GetProperty("decisionId").GetGuid(),
                    element.GetProperty("way").GetString() == "Rotation",
                    (int)(element.GetProperty("weight").GetDecimal() * 10),
                    element.GetProperty("credit").GetInt64(),
                    element.GetProperty("paid").GetInt64(),
                    element.GetProperty("balanceAfter").GetInt64()
                )),
        ];

    /// <summary>Null when every line follows from those before it.</summary>
    public string? WhatIsWrong(IEnumerable<Entry> book)
    {
        foreach (var line in book.GroupBy(entry => entry.Line).OrderBy(line => line.Key))
        {
            if (Wrong([.. line]) is { } wrong)
                return $"Line {line.Key}: {wrong}";
        }
        return null;
    }

    string? Wrong(List<Entry> line)
    {
        if (line[0].Reversal)
        {
            if (!standing.Remove(line[0].Decision, out var turn))
                return "takes back what does not stand";
            turns[turn.Doctor].Remove(turn.Line);
            if (!line.Select(entry => entry.Doctor).ToHashSet().SetEquals(turn.Moves.Keys))
                return "takes back from others than it gave to";
            foreach (var (doctor, units) in turn.Moves)
                balances[doctor] -= units;
        }
        else
        {
            var moves = Shares(line);
            foreach (var (doctor, units) in moves)
                balances[doctor] = balances.GetValueOrDefault(doctor) + units;
            var payers = line.Where(entry => entry.Paid != 0).ToList();
            if (payers is not [{ Paid: 1_000_000 } payer])
                return "not exactly one doctor pays one turn";
            if (payer.Rotation && payer.Doctor != Turn(moves.Keys))
                return $"{payer.Doctor} was picked, it was the turn of {Turn(moves.Keys)}";
            balances[payer.Doctor] -= 1_000_000;
            moves[payer.Doctor] -= 1_000_000;
            if (!turns.TryGetValue(payer.Doctor, out var taken))
                turns[payer.Doctor] = taken = [];
            taken.Add(payer.Line);
            standing[payer.Decision] = (payer.Line, payer.Doctor, moves);
        }
        foreach (var entry in line)
        {
            if (balances[entry.Doctor] != entry.BalanceAfter)
                return $"the balance of {entry.Doctor} is {balances[entry.Doctor]}, written is {entry.BalanceAfter}";
        }
        return balances.Values.Aggregate(BigInteger.Zero, (sum, number) => sum + number) == 0
            ? null
            : "the balances do not add up to nothing";
    }

    // Each whole part first; then one unit after the other to whom most is still owed, the lower id first.
    static Dictionary<Guid, long> Shares(List<Entry> line)
    {
        var all = line.Sum(entry => entry.Tenths);
        var shares = line.ToDictionary(entry => entry.Doctor, entry => (long)(new BigInteger(1_000_000) * entry.Tenths / all));
        for (var left = 1_000_000 - shares.Values.Sum(); left > 0; left--)
        {
            Entry? most = null;
            foreach (var entry in line.OrderBy(entry => entry.Doctor.ToString(), StringComparer.Ordinal))
            {
                if (most is null || Owed(entry) > Owed(most))
                    most = entry;
            }
            shares[most!.Doctor]++;
        }
        return shares;

        BigInteger Owed(Entry entry) => (new BigInteger(1_000_000) * entry.Tenths) - (new BigInteger(shares[entry.Doctor]) * all);
    }

    Guid Turn(IEnumerable<Guid> onDuty)
    {
        Guid? next = null;
        foreach (var doctor in onDuty.OrderBy(id => id.ToString(), StringComparer.Ordinal))
        {
            if (
                next is not { } best
                || balances[doctor] > balances[best]
                || (balances[doctor] == balances[best] && Last(doctor) < Last(best))
            )
                next = doctor;
        }
        return next!.Value;

        long Last(Guid doctor) => turns.TryGetValue(doctor, out var taken) && taken.Count > 0 ? taken[^1] : 0;
    }
}
