using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// Two hundred clerks fire at the same twenty times, again and again: of the ten who want one time, one gets it and nine are told
/// that it is taken. Any other outcome ends the program with an error.
/// </summary>
static class SlotRaces
{
    const int Clerks = 200,
        Slots = 20,
        Doctors = 4;

    /// <param name="contests">How many times are fought for.</param>
    public static async Task<bool> Run(Stack stack, ClinicGroup group, int contests)
    {
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(Doctors);
        var tomorrow = DateOnly.FromDateTime(group.Platform.Now.UtcDateTime).AddDays(2);
        var wishes = new Guid[Clerks];
        for (var number = 0; number < Clerks; number++)
        {
            wishes[number] = Guid.CreateVersion7();
            (
                await branch.Receptionist.Post(
                    "/api/registration/appointments",
                    new
                    {
                        id = wishes[number],
                        branchId = branch.Id,
                        clientId = await branch.NewClient(),
                        departmentId = branch.Department,
                        channel = "Web",
                        wishedFrom = $"{tomorrow:O}T08:00:00+08:00",
                    }
                )
            ).Ok();
        }

        var rounds = contests / Slots;
        var token = await branch.Receptionist.Token(anew: true);
        var statuses = new int[Clerks];
        List<double> times = [];
        var wrong = 0;
        var (began, clock) = (Stopwatch.GetTimestamp(), Stopwatch.StartNew());
        using Barrier start = new(Clerks),
            end =
                new(
                    Clerks,
                    barrier =>
                    {
                        for (var slot = 0; slot < Slots; slot++)
                        {
                            var answers = Enumerable
                                .Range(0, Clerks)
                                .Where(number => number % Slots == slot)
                                .Select(number => statuses[number])
                                .ToList();
                            if (
                                answers.Count(status => status == 200) != 1
                                || answers.Count(status => status == 409) != (Clerks / Slots) - 1
                            )
                                wrong++;
                        }
                        times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                        began = Stopwatch.GetTimestamp();
                        // Tokens live for minutes.
                        if (barrier.CurrentPhaseNumber % 20 == 0)
                            token = branch.Receptionist.Token(anew: true).GetAwaiter().GetResult();
                    }
                );
        var clerks = Enumerable
            .Range(0, Clerks)
            .Select(number => new Thread(() =>
            {
                using RawHttp http = new(stack.AddressOf("registration"));
                for (var round = 0; round < rounds; round++)
                {
                    start.SignalAndWait();
                    var (slot, hour) = (number % Slots, (round % 2 == 0 ? 8 : 13) + (number % Slots / Doctors));
                    var (doctor, day) = (branch.Doctors[slot % Doctors].Id, tomorrow.AddDays(round / 2));
                    var body = $$"""{"doctorId":"{{doctor}}","startsAt":"{{day:O}}T{{hour:00}}:00:00+08:00"}""";
                    statuses[number] = http.Send(RawHttp.Request("POST", $"/appointments/{wishes[number]}/hold", token, body));
                    end.SignalAndWait();
                }
            }))
            .ToList();
        foreach (var clerk in clerks)
            clerk.Start();
        foreach (var clerk in clerks)
            clerk.Join();

        var sorted = times.Order().ToArray();
        Console.WriteLine(
            $"{rounds * Slots} contests of {Clerks / Slots} in {clock.Elapsed.TotalSeconds:0} s, "
                + $"{rounds * Clerks / clock.Elapsed.TotalSeconds:0} shots/s; a round of {Clerks} shots "
                + $"p50 {Gauge.At(sorted, 0.5):0} ms, p99 "
                + $"{Gauge.At(sorted, 0.99):0} ms"
        );
        Console.WriteLine(
            wrong == 0 ? "one winner each, nine losers told so" : $"{wrong} contests did not end with one winner and nine refused"
        );
        return wrong == 0;
    }
}
