using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Visits.Triage;

/// <summary>A triage book taken from the shelf for writing: nobody else writes in it until the transaction ends.</summary>
sealed class LockedTriageBook
{
    readonly RegistrationDb db;
    readonly TriageBook book;
    readonly Dictionary<Guid, TriageBalance> balances = [];

    sealed class Listed
    {
        public required Doctor Doctor { get; init; }
        public TriageBalance? Balance { get; init; }
        public bool IsHere { get; init; }
        public bool OnShift { get; init; }
        public bool Certified { get; init; }
    }

    // Asked at every triage, so it is compiled once. A day without a published roster keeps nobody out, and a shift
    // that began the evening before goes on.
    static readonly Func<RegistrationDb, Guid, Guid, DateOnly, DateTimeOffset, bool, bool, IAsyncEnumerable<Listed>> Here =
        EF.CompileAsyncQuery(
            (RegistrationDb db, Guid department, Guid branch, DateOnly day, DateTimeOffset at, bool byRoster, bool byCertificate) =>
                from doctor in db.Doctors
                where doctor.DepartmentId == department
                join member in db.Staff on doctor.Id equals member.Id into members
                from member in members.DefaultIfEmpty()
                join balance in db.TriageBalances
                    on new { doctor.DepartmentId, DoctorId = doctor.Id } equals new
                    {
                        DepartmentId = (Guid?)balance.DepartmentId,
                        balance.DoctorId,
                    }
                    into kept
                from balance in kept.DefaultIfEmpty()
                select new Listed
                {
                    Doctor = doctor,
                    Balance = balance,
                    IsHere = member != null && member.Post == Post.Doctor && member.BranchId == branch && !member.HasLeft,
                    OnShift =
                        !db.Rosters.Any(roster => byRoster && roster.BranchId == branch && roster.Day == day && roster.PublishedAt != null)
                        || db.Shifts.Any(shift =>
                            shift.EmployeeId == doctor.Id
                            && shift.StartsAt <= at
                            && shift.EndsAt > at
                            && db.Rosters.Any(roster =>
                                roster.Id == shift.RosterId && roster.BranchId == branch && roster.PublishedAt != null
                            )
                        ),
                    Certified = !byCertificate || (member != null && member.CertifiedUntil > at),
                }
        );

    LockedTriageBook(RegistrationDb db, TriageBook book) => (this.db, this.book) = (db, book);

    /// <summary>A-62: off by default, so that named doctors stay out of the shares.</summary>
    public static readonly Policy<bool> NamedPays = new("triage.namedPays", false, false, true, "default, unconfirmed (A-62)");

    /// <summary>Whether a published roster keeps whoever is not on shift out of the book.</summary>
    static readonly Policy<bool> ByRoster = new("triage.byRoster", true, false, true, "default, unconfirmed");

    /// <summary>Whether a doctor needs a certificate of the group's own training that has not run out.</summary>
    static readonly Policy<bool> ByCertificate = new("triage.byCertificate", false, false, true, "default, unconfirmed");

    public Guid BranchId => book.BranchId;

    /// <summary>Takes a department's book.</summary>
    public static async Task<LockedTriageBook?> Take(RegistrationDb db, Guid department, CancellationToken stop) =>
        (await Take(db, department, department, stop)).GetValueOrDefault(department);

    /// <summary>
    /// Takes two books, in the order of their ids so that two clerks never wait for each other; an unknown one is missing from the answer.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, LockedTriageBook>> Take(
        RegistrationDb db,
        Guid one,
        Guid other,
        CancellationToken stop
    )
    {
        // Of a list of unknown length PostgreSQL makes a new plan each time; of two it keeps the plan.
        var books = await db
            .TriageBooks.FromSql($"SELECT * FROM triage_book WHERE department_id IN ({one}, {other}) ORDER BY department_id FOR UPDATE")
            .IgnoreQueryFilters()
            .ToListAsync(stop);
        return books.ToDictionary(book => book.DepartmentId, book => new LockedTriageBook(db, book));
    }

    /// <summary>Lets the book decide, and writes the decision and its entries down.</summary>
    /// <param name="day">The clinic day, whose roster counts.</param>
    /// <param name="without">A doctor who had this client already and is not asked in the rotation.</param>
    public async Task<(TriageDecision? Decision, Refusal? Refusal)> Assign(
        TriageAsk ask,
        DateOnly day,
        PolicyBook policies,
        Guid? without,
        CancellationToken stop
    )
    {
        var rotation = await Rotation(ask, day, policies, ask.Way == TriageWay.Rotation ? without : null, stop);
        if (book.Assign(ask, rotation, policies.Value(NamedPays, book.BranchId, ask.At), out var turn) is { } refusal)
            return (null, refusal);

        foreach (
            var rotationEntry in rotation.Where(entry => entry.Excluded is null && db.Entry(entry.Balance).State == EntityState.Detached)
        )
            db.Add(rotationEntry.Balance);
        db.Add(turn!.Decision);
        db.AddRange(turn.Entries);
        return (turn.Decision, null);
    }

    /// <summary>Takes a decision of this book back.</summary>
    public async Task Overturn(TriageDecision decision, Guid by, DateTimeOffset now, CancellationToken stop)
    {
        await foreach (
            var balance in db
                .TriageBalances.Where(balance => balance.DepartmentId == book.DepartmentId)
                .AsAsyncEnumerable()
                .WithCancellation(stop)
        )
            balances[balance.DoctorId] = balance;
        var entries = await db
            .TriageEntries.AsNoTracking()
            .Where(entry => entry.DecisionId == decision.Id && entry.Kind == TriageEntryKind.Turn)
            .OrderBy(entry => entry.DoctorId)
            .ToListAsync(stop);
        var turnBefore = await db
            .TriageDecisions.Where(other =>
                other.DepartmentId == book.DepartmentId
                && other.DoctorId == decision.DoctorId
                && other.Pays
                && other.ReversedAt == null
                && other.Line < decision.Line
            )
            .MaxAsync(other => (long?)other.Line, stop);
        db.AddRange(book.Overturn(decision, entries, balances, turnBefore ?? 0, by, now));
    }

    async Task<List<RotationEntry>> Rotation(TriageAsk ask, DateOnly day, PolicyBook policies, Guid? without, CancellationToken stop)
    {
        var (byRoster, byCertificate) = (
            policies.Value(ByRoster, book.BranchId, ask.At),
            policies.Value(ByCertificate, book.BranchId, ask.At)
        );
        var doctors = await Here(db, book.DepartmentId, book.BranchId, day, ask.At, byRoster, byCertificate).ToListAsync(stop);
        foreach (var candidate in doctors)
            if (candidate.Balance is { } balance)
                balances[candidate.Doctor.Id] = balance;
        return
        [
            .. doctors.Select(listed => new RotationEntry(
                listed.Doctor.Tenths,
                Why(listed.Doctor, listed.IsHere, listed.OnShift, listed.Certified, without),
                BalanceOf(listed.Doctor.Id)
            )),
        ];
    }

    static Exclusion? Why(Doctor doctor, bool isHere, bool onShift, bool certified, Guid? without) =>
        !isHere ? Exclusion.NotHereAnyMore
        : doctor.Id == without ? Exclusion.HadThisClient
        : doctor.Status switch
        {
            DoctorStatus.OffDuty => Exclusion.OffDuty,
            DoctorStatus.OnLeave => Exclusion.OnLeave,
            _ => !onShift ? Exclusion.NotOnShift
            : certified ? null
            : Exclusion.NoCertificate,
        };

    TriageBalance BalanceOf(Guid doctor)
    {
        if (balances.TryGetValue(doctor, out var known))
            return known;
        return balances[doctor] = new()
        {
            DepartmentId = book.DepartmentId,
            DoctorId = doctor,
            BranchId = book.BranchId,
        };
    }
}
