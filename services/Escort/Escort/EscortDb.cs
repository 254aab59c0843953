using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Escort;

/// <summary>Escort's own database.</summary>
public sealed class EscortDb(DbContextOptions<EscortDb> options) : ServiceDb(options)
{
    protected override void Shape(ModelBuilder model) { }
}
