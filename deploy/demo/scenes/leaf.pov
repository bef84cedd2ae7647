// Water drops on a leaf, macro.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 7 }
camera { location <0.4,5.3,-5.6> right x*Aspect up y angle 33 look_at <0.15,0.1,0.15>
  aperture 0.30 focal_point <0.1,0.2,-0.55> blur_samples 16 variance 1/250 confidence 0.9 }
light_source { <-30,60,50> rgb <1,0.97,0.88>*1.35 area_light x*10,z*10,4,4 adaptive 1 jitter circular orient }
light_source { <40,50,-30> rgb <0.6,0.75,1>*0.28 shadowless }
// A bright window and a dim surround to reflect in the drops.
box { <-9,0,-0.1>,<2,8,0.1> rotate x*-28 translate <-5,13,13> no_shadow
  pigment { gradient x color_map { [0 rgb <1,1,0.98>] [0.97 rgb <1,1,0.98>] [0.97 rgb 0.1] [1 rgb 0.1] } scale 2.75 } finish { emission 5 diffuse 0 } }
sky_sphere { pigment { bozo scale 0.28 color_map { [0 rgb <0.02,0.05,0.012>] [0.5 rgb <0.06,0.13,0.035>] [0.7 rgb <0.16,0.27,0.07>] [1 rgb <0.45,0.6,0.3>] } } }
// Leaf coordinates: midrib along z (then turned), side veins curving up from it.
#declare Wob = function(x,z) { (f_noise3d(x*0.7,2,z*0.7)-0.5)*0.35+(f_noise3d(x*2.2,5,z*2.2)-0.5)*0.06 }
#declare VC = function(x,z) { (z-0.62*abs(x)-0.10*x*x+Wob(x,z)+select(x,0.36,0))/0.86 }
#declare Side = function(x,z) { abs(VC(x,z)-floor(VC(x,z))-0.5)*2*0.86 }
#declare SideV = function(x,z) { exp(-pow((0.86-Side(x,z))/(0.030+0.022*max(0,1.6-abs(x))),2)) }
#declare MidV = function(x,z) { exp(-pow(x/0.085,2)) }
#declare Cr = function { pattern { crackle form <-1,1,0> scale 0.17 warp { turbulence 0.09 octaves 3 } } }
#declare Cr2 = function { pattern { crackle form <-1,1,0> scale 0.052 warp { turbulence 0.03 octaves 2 } } }
#declare LeafH = function(x,z) { 0.07*Side(x,z)*-1 + 0.02 - 0.06*pow(SideV(x,z),1) - 0.13*MidV(x,z) + 0.012*min(1,Cr(x,0.3,z)*7) + 0.003*min(1,Cr2(x,0.3,z)*6)
   + 0.0*(0.86-Side(x,z)) + 0.05*abs(x) - 0.016*x*x - 0.004*z*z + 0.10*(f_noise3d(x*0.6,7,z*0.6)-0.5) }
#declare Vein = function(x,z) { min(1, 0.85*SideV(x,z)+MidV(x,z)+0.42*(1-min(1,Cr(x,0.3,z)*8))+0.20*(1-min(1,Cr2(x,0.3,z)*7))) }
#declare TF = transform { rotate y*24 translate <0.35,0,0> }
#declare Leaf = height_field { function 1300,1300 { (LeafH((x-0.5)*9,(0.5-y)*9)+0.6)/1.2 } smooth translate <-0.5,0,-0.5> scale <9,1.2,9> translate -y*0.6
  texture { pigment { function { Vein(x,z)*0.72+0.28*f_noise3d(x*1.3,3,z*1.3) } color_map {
      [0.00 rgb <0.030,0.105,0.012>] [0.16 rgb <0.050,0.165,0.018>] [0.34 rgb <0.085,0.235,0.03>] [0.62 rgb <0.20,0.36,0.075>] [1 rgb <0.42,0.56,0.20>] } }
    normal { average normal_map { [1 granite 0.10 scale 0.10] [1 bumps 0.18 scale 0.018] } }
    finish { diffuse 0.85 specular 0.14 roughness 0.05 } } }
#declare LeafObj = object { Leaf transform TF }
object { LeafObj }
#declare Water = material { texture { pigment { rgbt <0.97,1,0.97,0.90> } finish { diffuse 0 specular 0.9 roughness 0.0012 reflection { 0.02,1 fresnel on } conserve_energy } }
  interior { ior 1.33 caustics 0.9 } }
#declare S = seed(2024);
#declare ND = 330; #declare DP = array[ND]; #declare DR = array[ND]; #declare C = 0;
#macro Put(X,Z,R)
  #local Ok = 1;
  #for (K,0,C-1) #if (vlength(DP[K]-<X,0,Z>)<(DR[K]+R)*1.04) #local Ok = 0; #end #end
  #if (Ok & C<ND)
    #declare DP[C] = <X,0,Z>; #declare DR[C] = R; #declare C = C+1;
    #local N = <0,1,0>; #local P = trace(LeafObj,<X,3,Z>,-y,N);
    #local Fl = 0.80-0.16*min(1,R/0.5);
    sphere { 0,1 scale <R*RR(S,0.96,1.06),R*Fl,R> rotate y*rand(S)*180 translate P+y*R*Fl*0.72 material { Water } }
  #end
#end
Put(0.10,-0.75,0.50) Put(-0.82,0.15,0.33) Put(0.95,0.10,0.27) Put(-0.55,-1.15,0.20) Put(0.55,0.62,0.24) Put(1.0,-1.0,0.19) Put(-0.25,0.75,0.17)
#for (I,1,900) Put(RR(S,-2.6,2.8),RR(S,-2.7,3.8),0.022+0.19*pow(rand(S),4)) #end
