using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>A visit card as it was handed out; the last one of a client counts.</summary>
public sealed class VisitCard : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public required string Number { get; init; }
    public CardReason Reason { get; init; }
    public Guid IssuedBy { get; init; }
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>Hands a card out, and says so.</summary>
    public static void Issue(RegistrationDb db, Client client, Guid id, CardReason reason, Guid by, DateTimeOffset now)
    {
        db.Add(
            new VisitCard
            {
                Id = id,
                BranchId = client.BranchId,
                ClientId = client.Id,
                Number = client.VisitCardNumber,
                Reason = reason,
                IssuedBy = by,
                IssuedAt = now,
            }
        );
        db.Publish(new VisitCardIssued(client.Id, client.BranchId, client.VisitCardNumber, reason, now), client.Id);
    }
}
